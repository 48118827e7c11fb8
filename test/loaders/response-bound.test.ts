import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { buildRowShape, buildRowsShape } from '../../src/model/build-shape.ts';
import { emptyKey, type RowShape, type RowsShape } from '../../src/model/load.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { keyOf, openTestLoaders, loadOne } from '../support/loaders.ts';

const tooLarge = {
  code: 'TOO_COMPLEX',
  message:
    'Expected an answer of at most 1000000 bytes, but it would be larger. Request smaller pages or fewer long texts.',
};

let database: TestDatabase;
/** A post by its key, with its text. */
let post: RowShape;
/** The longest posts first, with their texts. */
let posts: (limit: number) => RowsShape;

/** Posts 1 to 20 have 100,000 characters, posts 21 to 30 twice as many. */
beforeAll(async () => {
  database = await openTestDatabase('tables');
  await database.connection.query(
    'ALTER TABLE `Post` MODIFY `body` MEDIUMTEXT NOT NULL; ' +
      "INSERT INTO `User` (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW(3)); " +
      'INSERT INTO `Post` (id, title, body, authorId) WITH RECURSIVE n (id) AS ' +
      "(SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 30) SELECT id, 'A title', REPEAT('x', IF(id > 20, 200000, 100000)), 1 FROM n",
  );
  const { all } = await readGeneratedModel();
  const model = all.find(({ name }) => name === 'Post');
  const [id, body] = ['id', 'body'].map((name) => model?.fields.find((field) => field.name === name));
  if (model === undefined || id === undefined || body === undefined)
    throw new Error('Expected the model Post.');
  post = buildRowShape({ model, by: model.key, long: [body] });
  const orderBy = [{ kind: 'field', path: [], field: id, descending: true }] as const;
  const page = { where: undefined, orderBy, backward: false, after: undefined, before: undefined };
  posts = (limit) => buildRowsShape({ model, by: [], limit, long: [body], ...page });
});

afterAll(() => database[Symbol.asyncDispose]());

describe('Session', () => {
  test('takes what a request may read, and is given up by what is more', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, responseMaxBytes: 1_000_000 });
    const session = loaders.openSession();
    expect(await loadOne(session, posts(4), emptyKey)).toHaveLength(4);
    await expect(
      Promise.all([loadOne(session, post, keyOf(1)), loadOne(session, post, keyOf(2))]),
    ).rejects.toMatchObject(tooLarge);
    await expect(loadOne(session, post, keyOf(3))).rejects.toMatchObject(tooLarge);
    expect(session.statements).toBe(2);
  });

  test('is given up by a statement that is too large', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, responseMaxBytes: 1_000_000 });
    const session = loaders.openSession();
    await expect(loadOne(session, posts(9), emptyKey)).rejects.toMatchObject(tooLarge);
    await expect(loadOne(session, post, keyOf(1))).rejects.toMatchObject(tooLarge);
    expect(session.statements).toBe(1);
  });
});

describe('Coalescer', () => {
  test('answers the neighbours of a load that is too large', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, responseMaxBytes: 1_000_000 });
    const greedy = loaders.openSession();
    const refused = Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => loadOne(greedy, post, keyOf(21 + index))),
    );
    const sessions = Array.from({ length: 20 }, () => loaders.openSession());
    const rows = await Promise.all(
      sessions.map((session, index) => loadOne(session, post, keyOf(index + 1))),
    );
    expect(rows.map((row) => String(row?.['body']).length)).toEqual(sessions.map(() => 100_000));
    for (const outcome of await refused)
      expect(outcome).toMatchObject({ status: 'rejected', reason: tooLarge });
    // They were divided no further than needed.
    expect(loaders.statements.length).toBeLessThan(10);
    expect(loaders.statements.flatMap(({ loads }) => loads)).toHaveLength(20);
  });

  test('does not read again for those who ask for all that was too large', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: database.url, responseMaxBytes: 1_000_000 });
    const sessions = Array.from({ length: 8 }, () => loaders.openSession());
    for (const outcome of await Promise.allSettled(
      sessions.map((session) => loadOne(session, posts(9), emptyKey)),
    ))
      expect(outcome).toMatchObject({ status: 'rejected', reason: tooLarge });
    expect(sessions.map(({ statements }) => statements)).toEqual(sessions.map(() => 1));
  });

  test('lets a load leave that was divided from the others', async () => {
    await using loaders = await openTestLoaders({
      databaseUrl: database.url,
      responseMaxBytes: 1_000_000,
      poolSize: 1,
    });
    const sessions = Array.from({ length: 20 }, () => loaders.openSession());
    const outcomes = Promise.allSettled(
      sessions.map((session, index) => loadOne(session, post, keyOf(index + 1))),
    );
    // One statement at a time: while a half waits for the other, each of its loads has been sent once and waits again.
    const isDivided = (): boolean => sessions.some(({ statements }) => statements > 1);
    while (!isDivided()) await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('The client is gone.');
    const leaving = sessions.filter(({ statements }) => statements === 1);
    for (const session of leaving) session.abort(reason);
    expect(leaving.length).toBeGreaterThan(0);
    for (const [index, outcome] of (await outcomes).entries()) {
      expect(outcome).toMatchObject(
        leaving.includes(sessions[index] ?? loaders.openSession())
          ? { status: 'rejected', reason }
          : { status: 'fulfilled' },
      );
    }
    expect(await loadOne(loaders.openSession(), post, keyOf(1))).toMatchObject({ id: '1' });
  });
});
