import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowShape } from '../../src/model/load.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLookup, keyOf, openTestLoaders, loadOne } from '../support/loaders.ts';
import { holdTable } from '../support/slow-statements.ts';

let database: TestDatabase;
let user: RowShape;
let team: RowShape;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  user = await buildLookup('User');
  team = await buildLookup('Team');
  await database.connection.query("INSERT INTO `Team` (id, slug, name) VALUES (1, 'one', 'One')");
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Coalescer', () => {
  test('refuses a load beyond QUEUE_LIMIT at once, and takes loads again when the queue has run', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1, queueLimit: 2 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const waiting = [1, 2].map((id) => loadOne(loaders.openSession(), user, keyOf(id)));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(loadOne(loaders.openSession(), user, keyOf(1))).rejects.toMatchObject({
      code: 'OVERLOADED',
      message: expect.stringContaining('More than 2 loads wait'),
    });
    // The lock is held still, so the refusal did not wait for it.
    expect(await held.countReaders()).toBe(1);
    await held.letGo();
    await Promise.all([blocking, ...waiting]);
    expect(await loadOne(loaders.openSession(), user, keyOf(9))).toBeNull();
  });

  test('frees the places of those who gave up in the queue', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1, queueLimit: 1 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const leaving = loaders.openSession();
    const left = loadOne(leaving, user, keyOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('The client is gone.'));
    await expect(left).rejects.toThrow('The client is gone.');
    const taken = loadOne(loaders.openSession(), user, keyOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    await held.letGo();
    expect(await taken).toBeNull();
    await blocking;
  });

  test('gives a statement up at its deadline with TIMEOUT, and uses its connection again', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: database.url,
      poolSize: 1,
      statementTimeoutMs: 200,
    });
    await using held = await holdTable(database, 'User');
    await expect(loadOne(loaders.openSession(), user, keyOf(1))).rejects.toMatchObject({ code: 'TIMEOUT' });
    await held.waitForReaders(0);
    expect((await loadOne(loaders.openSession(), team, keyOf(1)))?.['name']).toBe('One');
  });

  test('tells every load of a statement that fails, and none of the others', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    await database.connection.query('RENAME TABLE `User` TO `Person`');
    try {
      const session = loaders.openSession();
      const [first, second, other] = await Promise.allSettled([
        loadOne(session, user, keyOf(1)),
        loadOne(loaders.openSession(), user, keyOf(2)),
        loadOne(session, team, keyOf(1)),
      ]);
      for (const failed of [first, second]) {
        expect(failed).toMatchObject({
          status: 'rejected',
          reason: { code: 'BAD_DATA', message: 'A table of the model is missing in the database.' },
        });
      }
      expect(other).toMatchObject({ status: 'fulfilled', value: { name: 'One' } });
    } finally {
      await database.connection.query('RENAME TABLE `Person` TO `User`');
    }
  });
});
