import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAggregateShape, buildRowsShape } from '../../src/model/build-shape.ts';
import { type AggregateShape, emptyKey, type RowShape, type RowsShape } from '../../src/model/load.ts';
import type { Field, Model } from '../../src/model/model.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLookup, keyOf, openTestLoaders, type TestLoaders, loadOne } from '../support/loaders.ts';
import { holdTable } from '../support/slow-statements.ts';

const poolSize = 4;
const attackers = 16;
const countsOfEach = 30;

let database: TestDatabase;
let user: RowShape;
let comment: Model;
let body: Field;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  user = await buildLookup('User');
  ({ model: comment } = await buildLookup('Comment'));
  const found = comment.fields.find(({ name }) => name === 'body');
  if (found === undefined) throw new Error('Expected a body.');
  body = found;
});

afterAll(() => database[Symbol.asyncDispose]());

/** Counts the comments that contain a text: a shape of its own for each text. */
function countOf(text: string): AggregateShape {
  const where = { kind: 'compare', field: body, operator: 'contains', value: text } as const;
  return buildAggregateShape({ model: comment, by: [], where, measures: [{ function: 'count' }] });
}

/** A list of the comments that contain a text. */
function listOf(text: string): RowsShape {
  return buildRowsShape({
    model: comment,
    by: [],
    where: { kind: 'compare', field: body, operator: 'contains', value: text },
    orderBy: [{ path: [], descending: false, kind: 'field', field: body }],
    limit: 20,
    backward: false,
    after: undefined,
    before: undefined,
    long: [],
  });
}

/** Waits until so many statements wait at the gate. */
async function waitForWaiting({ database: { gate } }: TestLoaders, count: number): Promise<void> {
  const options = { intervalMs: 1, timeoutMs: 20_000 };
  if (!(await waitUntil(() => gate.waiting === count, options)))
    throw new Error(`Expected ${count} statements to wait, got ${gate.waiting}.`);
}

describe('Coalescer', () => {
  test('has a lookup wait for at most one statement of each request that loads very much', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: database.url,
      poolSize,
      queueLimit: 10_000,
      slowStatementMs: 60_000,
    });
    await using held = await holdTable(database, 'Comment');
    const loads: Promise<unknown>[] = [];
    for (let attacker = 0; attacker < attackers; attacker++) {
      const session = loaders.openSession();
      for (let count = 0; count < countsOfEach; count++)
        loads.push(loadOne(session, countOf(`${attacker}.${count}`), emptyKey));
    }
    await held.waitForReaders(poolSize);
    const victim = loaders.openSession();
    const lookup = loadOne(victim, user, keyOf(1));
    await waitForWaiting(loaders, attackers * countsOfEach - poolSize + 1);
    await held.letGo();
    await lookup;
    // Those that ran when it came, one of each attacker, and what is answered while its own is prepared and runs, which a busy
    // machine makes long; in the order of arrival it would be all of them.
    const before = loaders.statements.findIndex(({ loads: of }) =>
      of.some(({ session }) => session === victim),
    );
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(loads.length / 4);
    await Promise.all(loads);
    expect(loaders.statements).toHaveLength(attackers * countsOfEach + 1);
  });

  test('sends a statement that a modest request shares with a greedy one in the turn of the modest one', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: database.url,
      poolSize: 1,
      slowStatementMs: 60_000,
    });
    await using held = await holdTable(database, 'Comment');
    const greedy = loaders.openSession();
    const counts = Array.from({ length: 50 }, (_, count) =>
      loadOne(greedy, countOf(String(count)), emptyKey),
    );
    const lookup = loadOne(greedy, user, keyOf(1));
    await held.waitForReaders(1);
    const shared = loadOne(loaders.openSession(), user, keyOf(2));
    await waitForWaiting(loaders, 50);
    await new Promise((resolve) => setImmediate(resolve)); // it joins at the end of its tick
    await held.letGo();
    await shared;
    expect(loaders.statements.map(({ loads }) => loads.length)).toEqual([1, 2]);
    await Promise.all([...counts, lookup]);
  });

  test('leaves half of the connections to what is not slow', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, poolSize, slowStatementMs: 1 });
    {
      await using held = await holdTable(database, 'Comment');
      const slow = loadOne(loaders.openSession(), listOf('first'), emptyKey);
      await held.waitForReaders(1);
      await held.letGo();
      await slow;
    }
    await using held = await holdTable(database, 'Comment');
    const lists = Array.from({ length: attackers }, (_, attacker) =>
      loadOne(loaders.openSession(), listOf(String(attacker)), emptyKey),
    );
    await held.waitForReaders(poolSize / 2);
    // The table is held still, so nothing that is slow has ended.
    expect(await loadOne(loaders.openSession(), user, keyOf(1))).toBeNull();
    expect(loaders.database.gate).toMatchObject({ running: poolSize / 2, waiting: attackers - poolSize / 2 });
    await held.letGo();
    await Promise.all(lists);
  });
});
