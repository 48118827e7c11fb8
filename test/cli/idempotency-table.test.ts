import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { runToEnd } from '../support/gateway-process.ts';

const made = 'The database has the table _gather_idempotency.\n';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gather-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function listTables({ connection }: TestDatabase): Promise<readonly string[]> {
  const rows = await connection.query<{ name: string }[]>(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY name',
  );
  return rows.map(({ name }) => name);
}

/** The code of the answer, or the name of the team that was made. */
async function createTeam(gateway: TestGateway, name: string): Promise<unknown> {
  const { data, errors } = await gateway.query(
    'mutation ($name: String!) { createTeam(data: { slug: $name, name: $name }) { name } }',
    { name },
    { headers: { 'idempotency-key': name } },
  );
  return errors?.[0]?.extensions.code ?? (data as { createTeam: { name: string } }).createTeam.name;
}

describe('gather migrate --idempotency', () => {
  test('makes the table beside the migrations, as often as it is run', async () => {
    await using database = await openTestDatabase('nothing');
    const settings = { DATABASE_URL: database.url };
    const first = await runToEnd(['migrate', '--idempotency'], settings);
    expect(first).toMatchObject({ code: 0, complaints: '' });
    expect(first.output).toMatch(/^Applied: /m);
    expect(first.output.endsWith(made)).toBe(true);
    expect(await listTables(database)).toContain('_gather_idempotency');
    const second = await runToEnd(['migrate', '--idempotency'], settings);
    // Others migrate on this server too, and may have to be waited for.
    const told = second.output.replaceAll(
      'Another process is migrating on this server: waiting for it.\n',
      '',
    );
    expect(told.endsWith(`The database has all migrations.\n${made}`)).toBe(true);
    expect(second.code).toBe(0);
  });

  test('is seen by a gateway that runs: keys are refused before it, and taken after it', async () => {
    await using database = await openTestDatabase('tables');
    await using gateway = await openTestGateway({ databaseUrl: database.url });
    expect(await createTeam(gateway, 'before')).toBe('BAD_REQUEST');
    await runToEnd(['migrate', '--idempotency'], { DATABASE_URL: database.url });
    expect(await createTeam(gateway, 'after')).toBe('after');
    expect(await createTeam(gateway, 'after')).toBe('after');
    expect(await database.connection.query('SELECT slug FROM Team')).toEqual([{ slug: 'after' }]);
  });

  test('makes nothing but the table for a schema of one’s own that has no migrations', async () => {
    await using database = await openTestDatabase('nothing');
    await database.connection.query('CREATE TABLE Extra (id INT NOT NULL PRIMARY KEY)');
    const path = join(folder, 'schema.prisma');
    await writeFile(path, 'model Extra {\n  id Int @id\n}\n');
    const { code, output } = await runToEnd(['migrate', '--idempotency'], {
      DATABASE_URL: database.url,
      PRISMA_SCHEMA: path,
    });
    const lines = output.split('\n').filter((line) => !line.startsWith('Another process is migrating'));
    expect({ code, lines }).toEqual({ code: 0, lines: made.split('\n') });
    expect(await listTables(database)).toEqual(['Extra', '_gather_idempotency']);
  });
});
