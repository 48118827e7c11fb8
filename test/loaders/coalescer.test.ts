import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
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
});

beforeEach(async () => {
  await database.connection.query(
    'DELETE FROM `User`; DELETE FROM `Team`; ' +
      "INSERT INTO `User` (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW(3)), (2, 'b@x', 'Bob', NOW(3)), (3, 'c@x', 'Cyd', NOW(3)); " +
      "INSERT INTO `Team` (id, slug, name) VALUES (1, 'one', 'One')",
  );
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Coalescer', () => {
  test('joins equal shapes of two sessions', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [one, other] = [loaders.openSession(), loaders.openSession()];
    const rows = await Promise.all([
      loadOne(one, user, keyOf(1)),
      loadOne(one, user, keyOf(2)),
      loadOne(other, user, keyOf(2)),
      loadOne(other, user, keyOf(9)),
    ]);
    expect(rows.map((row) => row?.['name'])).toEqual(['Ada', 'Bob', 'Bob', undefined]);
    expect(loaders.statements).toMatchObject([{ keys: 3, rows: 2 }]);
    expect(loaders.statements[0]?.loads.map(({ session }) => session)).toEqual([one, other]);
    expect([one.statements, other.statements]).toEqual([1, 1]);
  });

  test('answers a thousand requests for one key at once with one statement', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const rows = await Promise.all(
      Array.from({ length: 1_000 }, () => loadOne(loaders.openSession(), user, keyOf(1))),
    );
    expect(new Set(rows.map((row) => row?.['name']))).toEqual(new Set(['Ada']));
    expect(loaders.statements).toMatchObject([{ keys: 1, rows: 1 }]);
  });

  test('keeps shapes apart that are not equal', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const session = loaders.openSession();
    await Promise.all([loadOne(session, user, keyOf(1)), loadOne(session, team, keyOf(1))]);
    expect(loaders.statements.map(({ keys }) => keys)).toEqual([1, 1]);
  });

  test('never joins a statement that was sent: a read after a committed write sees it', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 2 });
    await using held = await holdTable(database, 'User');
    const before = loadOne(loaders.openSession(), user, keyOf(1));
    await held.waitForReaders(1);
    // The first statement is in the database and not answered; the second load must not take its answer.
    await held.write("UPDATE `User` SET name = 'Eve' WHERE id = 1");
    const after = loadOne(loaders.openSession(), user, keyOf(1));
    await held.waitForReaders(2);
    await held.letGo();
    expect((await after)?.['name']).toBe('Eve');
    await before;
    expect(loaders.statements.map(({ loads }) => loads.length)).toEqual([1, 1]);
  });

  test('shows a load what was committed while an equal one was on its way', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    // The only connection is taken, so this one waits and is sent after the write.
    const waiting = loadOne(loaders.openSession(), user, keyOf(1));
    await database.connection.query("UPDATE `User` SET name = 'Eve' WHERE id = 1");
    const joining = loadOne(loaders.openSession(), user, keyOf(1));
    await held.letGo();
    expect((await waiting)?.['name']).toBe('Eve');
    expect((await joining)?.['name']).toBe('Eve');
    await blocking;
    expect(loaders.statements.map(({ keys, loads }) => [keys, loads.length])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  test('gathers all keys of a shape while every connection is busy, up to BATCH_MAX_KEYS', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1, batchMaxKeys: 2 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const loads = [1, 2, 3, 4, 5].map((id) => loadOne(loaders.openSession(), user, keyOf(id)));
    // Loads reach the coalescer at the end of their tick.
    await new Promise((resolve) => setImmediate(resolve));
    await held.letGo();
    await Promise.all([blocking, ...loads]);
    expect(loaders.statements.map(({ keys }) => keys)).toEqual([1, 2, 2, 1]);
  });

  test('takes the keys of a request that gives up out of what waits', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const [leaving, staying] = [loaders.openSession(), loaders.openSession()];
    const left = loadOne(leaving, user, keyOf(1));
    const kept = loadOne(staying, user, keyOf(2));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('The client is gone.'));
    await expect(left).rejects.toThrow('The client is gone.');
    await held.letGo();
    expect((await kept)?.['name']).toBe('Bob');
    await blocking;
    expect(loaders.statements.map(({ keys, rows }) => [keys, rows])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(leaving.statements).toBe(0);
    await expect(loadOne(leaving, user, keyOf(3))).rejects.toThrow('The client is gone.');
  });

  test('sends no statement when all who waited for it gave up', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1 });
    await using held = await holdTable(database, 'Team');
    const blocking = loadOne(loaders.openSession(), team, keyOf(1));
    await held.waitForReaders(1);
    const leaving = loaders.openSession();
    const left = loadOne(leaving, user, keyOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('The client is gone.'));
    await expect(left).rejects.toThrow('The client is gone.');
    await held.letGo();
    await blocking;
    expect((await loadOne(loaders.openSession(), user, keyOf(2)))?.['name']).toBe('Bob');
    expect(loaders.statements).toHaveLength(2);
  });

  test('kills a statement in the database that nobody waits for, and uses its connection again', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize: 1 });
    await using held = await holdTable(database, 'User');
    const [leaving, other] = [loaders.openSession(), loaders.openSession()];
    const loads = [loadOne(leaving, user, keyOf(1)), loadOne(other, user, keyOf(2))];
    const settled = Promise.allSettled(loads);
    await held.waitForReaders(1);
    leaving.abort(new Error('The first is gone.'));
    // The other still waits, so the statement lives.
    expect(await held.countReaders()).toBe(1);
    other.abort(new Error('The second is gone.'));
    await held.waitForReaders(0);
    expect((await settled).map((result) => 'reason' in result && String(result.reason))).toEqual([
      'Error: The first is gone.',
      'Error: The second is gone.',
    ]);
    // The lock is held still: what was killed had not ended by itself, and the one connection is free again.
    expect((await loadOne(loaders.openSession(), team, keyOf(1)))?.['name']).toBe('One');
  });

  test('sets no timer that anything waits for when it is idle', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    await loadOne(loaders.openSession(), user, keyOf(1));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    try {
      expect((await loadOne(loaders.openSession(), user, keyOf(2)))?.['name']).toBe('Bob');
      // What is set are deadlines, seconds away, which are cleared with the answer.
      const delays = timers.mock.calls.map(([, delayMs]) => Number(delayMs));
      expect(delays.filter((delayMs) => delayMs < 2_000)).toEqual([]);
    } finally {
      timers.mockRestore();
    }
  });
});
