import { describe, expect, test } from 'vitest';
import { openTestDatabase, seededDatabaseUrl, type TestDatabase } from '../support/database.ts';
import { openGatewayProcess, probe, runToEnd, waitForProbe } from '../support/gateway-process.ts';

async function tables({ connection }: TestDatabase): Promise<string[]> {
  const rows = await connection.query<{ name: string }[]>(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}

async function post(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const bundledTables = ['Comment', 'Membership', 'Post', 'Team', 'User', '_prisma_migrations'];

describe('`gather start`', () => {
  test('brings tables and demo data to an empty database, and says where it serves', async () => {
    await using database = await openTestDatabase('nothing');
    await using gateway = await openGatewayProcess({ DATABASE_URL: database.url });
    await gateway.ready();
    expect(await tables(database)).toEqual(bundledTables);
    expect(await post(gateway.url, '{ users(first: 1) { totalCount } }')).toEqual({
      data: { users: { totalCount: 1_000 } },
    });
    expect(gateway.output()).toContain(`${gateway.url}/graphql`);
    expect(gateway.output()).toContain('the one that DATABASE_URL names');
    expect(gateway.output()).toMatch(
      /Mode +development: GraphiQL, introspection and traces are on; NODE_ENV=production turns them off\n/,
    );
    expect(gateway.complaints()).toBe('');
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('leaves an empty database without demo data in production, or when it is told to, until it is asked', async () => {
    await using database = await openTestDatabase('nothing');
    const settings = { DATABASE_URL: database.url };
    for (const [environment, options, users] of [
      [{ ...settings, NODE_ENV: 'production' }, [], 0],
      [settings, ['--no-seed'], 0],
      [settings, [], 0], // no longer empty: it was migrated before
      [settings, ['--seed'], 1_000],
    ] as const) {
      await using gateway = await openGatewayProcess(environment, [...options]);
      await gateway.ready();
      expect(await post(gateway.url, '{ users(first: 1) { totalCount } }')).toEqual({
        data: { users: { totalCount: users } },
      });
      gateway.kill('SIGINT');
      expect(await gateway.ended).toBe(0);
    }
  });

  test('shows a query that answers', async () => {
    await using gateway = await openGatewayProcess({ DATABASE_URL: seededDatabaseUrl() });
    await gateway.ready();
    const [, example = ''] = /Try +(\{.*\})/.exec(gateway.output()) ?? [];
    expect(await post(gateway.url, example)).toEqual({
      data: { user: { email: 'user1@example.com', name: expect.stringMatching(/\S+ \S+/) } },
    });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('leaves a database as it is when it is told to, and one that has tables of its own always', async () => {
    await using empty = await openTestDatabase('nothing');
    await using first = await openGatewayProcess({ DATABASE_URL: empty.url }, ['--no-migrate']);
    await waitForProbe(first.url, 'ready', 503);
    expect(await tables(empty)).toEqual([]);

    await using foreign = await openTestDatabase('nothing');
    await foreign.connection.query('CREATE TABLE Invoice (id INT PRIMARY KEY)');
    await foreign.connection.query('CREATE TABLE User (id INT PRIMARY KEY)');
    await using second = await openGatewayProcess({ DATABASE_URL: foreign.url }, ['--seed']);
    await second.ready();
    expect(await tables(foreign)).toEqual(['Invoice', 'User']);
    expect(await foreign.connection.query('SELECT * FROM User')).toEqual([]);
    expect(second.lines()).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: expect.stringContaining('so it is not altered') }),
    );
    for (const gateway of [first, second]) gateway.kill('SIGTERM');
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0]);
  });
});

describe('`gather start` in production', () => {
  test('writes nothing but log lines, its address among them', async () => {
    await using gateway = await openGatewayProcess({
      DATABASE_URL: seededDatabaseUrl(),
      NODE_ENV: 'production',
    });
    await gateway.ready();
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({ level: 'info', msg: 'Gather is ready.', url: gateway.url }),
    );
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.output().trimEnd().split('\n')).toHaveLength(gateway.lines().length);
  });
});

describe('A gateway whose database is being migrated', () => {
  test('says at once that it is not ready, and is ready afterwards', async () => {
    await using database = await openTestDatabase('nothing');
    // Who migrates holds this lock.
    await database.connection.query("SELECT GET_LOCK('prisma_migrate', 60)");
    await using gateway = await openGatewayProcess({ DATABASE_URL: database.url });
    await waitForProbe(gateway.url, 'live', 200);
    const startedAt = performance.now();
    expect(await probe(gateway.url, 'ready')).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await database.connection.query("SELECT RELEASE_LOCK('prisma_migrate')");
    await waitForProbe(gateway.url, 'ready', 200);
    expect(await tables(database)).toEqual(bundledTables);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });
});

describe('`gather migrate`', () => {
  test('applies what is pending, names it, and has nothing to do the second time', async () => {
    await using database = await openTestDatabase('nothing');
    const settings = { DATABASE_URL: database.url };
    const first = await runToEnd(['migrate'], settings);
    expect(first).toMatchObject({ code: 0, complaints: '' });
    expect(first.output).toMatch(/Applied: \d{14}_directory\.\n$/);
    expect(await tables(database)).toEqual(bundledTables);
    const second = await runToEnd(['migrate'], settings);
    expect(second).toMatchObject({ code: 0, complaints: '' });
    // Another test may be migrating at that moment, which is said first.
    expect(second.output).toMatch(/(^|\n)The database has all migrations\.\n$/);
  });

  test('refuses a database with tables of its own, and leaves it alone', async () => {
    await using database = await openTestDatabase('nothing');
    await database.connection.query('CREATE TABLE Invoice (id INT PRIMARY KEY)');
    const { code, complaints } = await runToEnd(['migrate'], { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(complaints).toContain('P3005');
    expect(complaints).not.toContain('    at ');
    expect(await tables(database)).toEqual(['Invoice']);
  });

  test('says why it cannot reach the database, without the password', async () => {
    const url = 'mysql://ann:hunter2@127.0.0.1:9/app';
    const { code, output, complaints } = await runToEnd(['migrate'], { DATABASE_URL: url });
    expect(code).toBe(1);
    expect(complaints).toMatch(/ECONNREFUSED/);
    expect(complaints.trim().split('\n')).toHaveLength(1);
    expect(`${output}${complaints}`).not.toContain('hunter2');
  });
});
