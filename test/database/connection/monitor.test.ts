import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Monitor } from '../../../src/database/connection/monitor.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { openDatabaseProxy } from '../../support/database-proxy.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestLoaders } from '../../support/loaders.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('tables');
});

afterAll(() => database[Symbol.asyncDispose]());

/** The connections to the database of the test but its own. */
async function findConnections(): Promise<readonly number[]> {
  const rows = await database.connection.query<{ id: number }[]>(
    'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()',
    [database.name],
  );
  return rows.map(({ id }) => id);
}

describe('Monitor', () => {
  test('whose own connection is closed by the server opens another, and does not call the database down', async () => {
    await using monitor = new Monitor({ ...readConnectionOptions(database.url), connectTimeout: 2_000 });
    await monitor.check();
    const [earlier = 0] = await findConnections();
    await database.connection.query(`KILL ${earlier}`);
    const isReplaced = async (): Promise<boolean> => {
      await Promise.all([monitor.check(), monitor.catalog()]);
      const connections = await findConnections();
      return connections.length > 0 && !connections.includes(earlier);
    };
    expect(await waitUntil(isReplaced, { intervalMs: 1, timeoutMs: 5_000 })).toBe(true);
  });

  test('whose connection is lost has all ended that waits for an answer on it', async () => {
    const proxy = await openDatabaseProxy(database.url);
    // Whoever is forgotten would wait for longer than the test does.
    await using loaders = await openTestLoaders({ databaseUrl: proxy.url, connectTimeoutMs: 120_000 });
    proxy.changeAnswers(() => Buffer.alloc(0));
    const checks = Promise.allSettled([1, 2, 3].map(() => loaders.database.ready()));
    await proxy[Symbol.asyncDispose]();
    for (const check of await checks)
      expect(check).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_UNAVAILABLE' } });
  });
});
