import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommitUnknownError, ContentionError, TimeoutError } from '../../src/errors.ts';
import type { ChangeEvent } from '../../src/events.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { noRules } from '../../src/rules/protection.ts';
import { transact } from '../../src/loaders/transact.ts';
import { buildRowShape } from '../../src/model/build-shape.ts';
import { buildKey } from '../../src/model/load.ts';
import type { Model } from '../../src/model/model.ts';
import { creationOf, updateOf } from '../support/changes.ts';
import { openTestConnection, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { openTestLoaders, loadOne } from '../support/loaders.ts';
import { modelOf } from '../support/models.ts';

let database: TestDatabase;
let team: Model;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  team = modelOf(await readGeneratedModel(), 'Team');
});

afterAll(() => database[Symbol.asyncDispose]());

/** Two teams of names that nothing else has, by their ids. */
async function insertTeams(slug: string): Promise<readonly [string, string]> {
  const ids: string[] = [];
  for (const part of ['a', 'b']) {
    const { insertId } = await database.connection.query<{ insertId: number }>(
      'INSERT INTO Team (slug, name) VALUES (?, ?)',
      [`${slug}-${part}`, 'before'],
    );
    ids.push(String(insertId));
  }
  return [ids[0] ?? '', ids[1] ?? ''];
}

async function readName(id: string): Promise<string | undefined> {
  const [row] = await database.connection.query<{ name: string }[]>('SELECT name FROM Team WHERE id = ?', [
    id,
  ]);
  return row?.name;
}

async function countTeams(slug: string): Promise<number> {
  const [row] = await database.connection.query<{ n: number }[]>(
    'SELECT COUNT(*) AS n FROM Team WHERE slug = ?',
    [slug],
  );
  return Number(row?.n);
}

describe('Transaction', () => {
  test('is seen by others when it is committed, and by itself before', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [id] = await insertTeams('seen');
    const shape = buildRowShape({ model: team, by: team.key, long: [] });
    const outcome = await loaders.transact(async (session) => {
      const before = await loadOne(session, shape, buildKey([id]));
      await session.write(updateOf(team, { id }, { name: 'after' }));
      const after = await loadOne(session, shape, buildKey([id]));
      return [before?.['name'], after?.['name'], await readName(id)];
    });
    expect(outcome).toMatchObject({ committed: true, result: ['before', 'after', 'before'] });
    expect(await readName(id)).toBe('after');
  });

  test('leaves nothing where its work does not want it, or fails', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const write = (slug: string): ReturnType<typeof loaders.transact> =>
      loaders.transact((session) => session.write(creationOf(team, { slug, name: 'x' })), { commit: false });
    expect(await write('unwanted')).toMatchObject({ committed: false, failure: undefined });
    const failing = loaders.transact(async (session) => {
      await session.write(creationOf(team, { slug: 'failing', name: 'x' }));
      await session.write(creationOf(team, { slug: 'failing', name: 'x' }));
    });
    await expect(failing).rejects.toMatchObject({ code: 'CONFLICT', details: { fields: ['slug'] } });
    expect(await countTeams('unwanted')).toBe(0);
    expect(await countTeams('failing')).toBe(0);
  });

  test('tells what it has written after its commit, and nothing without one', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [id] = await insertTeams('told');
    const events: (ChangeEvent & { readonly name: Promise<string | undefined> })[] = [];
    using _subscription = loaders.database.events.changes.subscribe((event) =>
      events.push({ ...event, name: readName(String(event.key?.[0])) }),
    );
    await loaders.transact((session) => session.write(updateOf(team, { id }, { name: 'undone' })), {
      commit: false,
    });
    expect(events).toEqual([]);
    await loaders.transact((session) => session.write(updateOf(team, { id }, { name: 'done' })));
    expect(events).toMatchObject([{ model: 'Team', operation: 'update', key: [id] }]);
    expect(await events[0]?.name).toBe('done');
  });

  test('that a deadlock ends is tried again from its beginning', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [a, b] = await insertTeams('deadlock');
    const both = Promise.withResolvers<void>();
    let first = 0;
    const writeBoth = (one: string, other: string, name: string): ReturnType<typeof loaders.transact> =>
      loaders.transact(async (session) => {
        await session.write(updateOf(team, { id: one }, { name }));
        if (++first === 2) both.resolve();
        await both.promise;
        await session.write(updateOf(team, { id: other }, { name }));
      });
    const outcomes = await Promise.all([writeBoth(a, b, 'left'), writeBoth(b, a, 'right')]);
    expect(outcomes.map(({ committed }) => committed)).toEqual([true, true]);
    expect(outcomes.reduce((sum, { retries }) => sum + retries, 0)).toBe(1);
    expect(await readName(a)).toBe(await readName(b));
  });

  test('that waits too long for a row is tried again, and gives up in the end', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const [id] = await insertTeams('held');
    const holder = await openTestConnection(database.url);
    await holder.query('START TRANSACTION; UPDATE Team SET name = ? WHERE id = ?', ['holder', id]);
    const outcome = loaders.transact(
      async (session) => void (await session.write(updateOf(team, { id }, { name: 'x' }))),
    );
    await expect(outcome).rejects.toThrow(ContentionError);
    await holder.query('ROLLBACK');
    await holder.end();
    expect(await readName(id)).toBe('before');
  });

  test('that takes too long is cancelled in the database, and its connection is clean', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: database.url,
      poolSize: 1,
      transactionTimeoutMs: 300,
    });
    const [id, other] = await insertTeams('late');
    const holder = await openTestConnection(database.url);
    await holder.query('START TRANSACTION; UPDATE Team SET name = ? WHERE id = ?', ['holder', id]);
    const outcome = loaders.transact(async (session) => {
      await session.write(updateOf(team, { id: other }, { name: 'x' }));
      await session.write(updateOf(team, { id }, { name: 'x' }));
    });
    await expect(outcome).rejects.toThrow(TimeoutError);
    await holder.query('ROLLBACK');
    await holder.end();
    const next = await loaders.transact((session) => session.write(updateOf(team, { id }, { name: 'next' })));
    expect(next.committed).toBe(true);
    expect(await readName(other)).toBe('before');
    expect(await readName(id)).toBe('next');
  });

  test('is given up where its client goes away', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const client = new AbortController();
    const outcome = loaders.transact(
      async (session) => {
        await session.write(creationOf(team, { slug: 'gone', name: 'x' }));
        client.abort(new TimeoutError('The client has closed the connection.'));
        await session.write(creationOf(team, { slug: 'gone-too', name: 'x' }));
      },
      { signal: client.signal },
    );
    await expect(outcome).rejects.toThrow('The client has closed the connection.');
    expect(await countTeams('gone')).toBe(0);
  });

  test('that is given up between two tries fails with the reason', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const client = new AbortController();
    const reason = new TimeoutError('The request took longer than 1 ms.');
    const outcome = transact(
      loaders.database,
      {
        signal: client.signal,
        onRetry: () => client.abort(reason),
        stamp: noRules,
        loadMaxKeys: 1,
        responseMaxBytes: 1_000,
        traced: false,
      },
      () => Promise.reject(new ContentionError('Another one was first.')),
    );
    await expect(outcome).rejects.toBe(reason);
  });
});

describe('COMMIT', () => {
  test.each([
    ['whose answer is lost has happened, once', 'lose answer', 1],
    ['that is lost has not happened', 'lose commit', 0],
  ] as const)('%s, and nobody says which', async (_, fate, teams) => {
    await using proxy = await openDatabaseProxy(database.url);
    await using loaders = await openTestLoaders({ databaseUrl: proxy.url });
    const slug = fate.replace(' ', '-');
    proxy.decideNextCommit(fate);
    const outcome = await loaders.transact((session) => session.write(creationOf(team, { slug, name: 'x' })));
    expect(outcome.committed).toBe(false);
    expect(outcome.failure).toBeInstanceOf(CommitUnknownError);
    expect(outcome.retries).toBe(0);
    expect(proxy.commits()).toBe(1);
    expect(await countTeams(slug)).toBe(teams);
    const next = await loaders.transact((session) =>
      session.write(creationOf(team, { slug: `${slug}-next`, name: 'x' })),
    );
    expect(next.committed).toBe(true);
  });
});
