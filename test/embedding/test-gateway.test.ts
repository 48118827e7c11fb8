import { createConnection } from 'mariadb';
import { describe, expect, inject, test } from 'vitest';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { openTestGateway, statementMatchers } from '../../src/open-test-gateway.ts';
import { migrationsDirectory } from '../support/database.ts';
import { bundledSchema } from './support.ts';

expect.extend(statementMatchers);

const setUp = { schema: bundledSchema, migrations: migrationsDirectory, databaseUrl: inject('serverUrl') };
const createTeam = 'mutation { createTeam(data: { slug: "a", name: "a" }) { id } }';

describe('A gateway for tests', () => {
  test('has the tables of the migrations in a database of its own, which it drops', async () => {
    const gateway = await openTestGateway(setUp);
    const other = await openTestGateway(setUp);
    expect(await gateway.execute(createTeam)).toEqual({ data: { createTeam: { id: '1' } } });
    expect(await other.execute('{ teams { totalCount } }')).toEqual({ data: { teams: { totalCount: 0 } } });
    const names = [gateway, other].map(({ databaseUrl }) => new URL(databaseUrl).pathname.slice(1));
    expect(await listDatabases()).toEqual(expect.arrayContaining(names));
    await Promise.all([gateway[Symbol.asyncDispose](), other[Symbol.asyncDispose]()]);
    expect(await listDatabases()).not.toEqual(expect.arrayContaining([names[0]]));
    expect(await listDatabases()).not.toEqual(expect.arrayContaining([names[1]]));
  });

  test('tells the statements of a document, and leaves its result as it is', async () => {
    await using gateway = await openTestGateway({
      ...setUp,
      prepare: (url) => run(url, "INSERT INTO Team (slug, name) VALUES ('a', 'a'), ('b', 'b')"),
    });
    const document = '{ teams { nodes { name memberships { totalCount } } } }';
    const statements = await gateway.statements(document);
    expect(statements.map(({ fields, keys, rows }) => ({ fields, keys, rows }))).toEqual([
      { fields: ['teams'], keys: 1, rows: 2 },
      { fields: ['teams.nodes.memberships.totalCount'], keys: 2, rows: 0 },
    ]);
    expect(statements[0]?.sql).toMatch(/^SELECT .*`Team`/s);
    const result = await gateway.execute(document);
    expect(Object.keys(result)).toEqual(['data']);
    expect(result).toTakeStatements(2);
    expect(result).not.toTakeStatements(3);
    expect(() => expect(result).toTakeStatements(1)).toThrow(
      /^Expected the document to take 1 statement, but it took 2:\n  1\. teams: 1 keys, 2 rows\n     SELECT [^]*\n  2\. teams\.nodes\.memberships\.totalCount: 2 keys, 0 rows\n/,
    );
    expect(() => expect(result).not.toTakeStatements(2)).toThrow(/not to take 2 statements, but it took 2/);
    expect(() => expect({ data: {} }).toTakeStatements(1)).toThrow('openTestGateway');
    expect(await gateway.execute('{ __typename }')).toTakeStatements(0);
    await expect(gateway.statements('{ nothing }')).rejects.toThrow('Cannot query field');
  });

  test('is refused without migrations, or without a server', async () => {
    await expect(openTestGateway({ ...setUp, migrations: '/nowhere' })).rejects.toThrow(
      'Expected migrations in /nowhere, or the option prepare, which makes the tables.',
    );
    const { databaseUrl: _, ...alone } = setUp;
    await expect(openTestGateway(alone)).rejects.toThrow('Expected databaseUrl, or the option process');
  });

  test('drops its database when the preparation fails', async () => {
    let name = '';
    const prepare = (url: string): void => {
      name = new URL(url).pathname.slice(1);
      throw new Error('no rows today');
    };
    await expect(openTestGateway({ ...setUp, prepare })).rejects.toThrow('no rows today');
    expect(name).toMatch(/^gather_test_/);
    expect(await listDatabases()).not.toEqual(expect.arrayContaining([name]));
  });

  test('runs on a private server, also while another one does', { timeout: 300_000 }, async () => {
    const { databaseUrl: _, ...alone } = { ...setUp, process };
    await using first = await openTestGateway(alone);
    await using second = await openTestGateway(alone);
    expect(await first.execute(createTeam)).toEqual({ data: { createTeam: { id: '1' } } });
    expect(await second.execute('{ teams { totalCount } }')).toEqual({ data: { teams: { totalCount: 0 } } });
  });
});

async function run(url: string, sql: string): Promise<void> {
  await using connection = await open(url);
  await connection.query(sql);
}

async function listDatabases(): Promise<readonly string[]> {
  await using connection = await open(inject('serverUrl'));
  const rows = await connection.query<{ name: string }[]>(
    'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA',
  );
  return rows.map(({ name }) => name);
}

async function open(url: string): Promise<{ query: <T>(sql: string) => Promise<T> } & AsyncDisposable> {
  const { database, ...server } = readConnectionOptions(url);
  const isServer = url === inject('serverUrl') || database === undefined;
  const connection = await createConnection({ ...server, ...(isServer ? {} : { database }) });
  return {
    query: <T>(sql: string) => connection.query<T>(sql),
    [Symbol.asyncDispose]: () => connection.end(),
  };
}
