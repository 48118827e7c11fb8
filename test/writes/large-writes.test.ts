import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Pacer } from '../../src/std/pacer.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

/** The rows of each write. */
const size = 400;
const numbers = Array.from({ length: size }, (_, index) => index + 1);

interface LargeRequest {
  readonly name: string;
  readonly document: string;
  readonly data: readonly unknown[];
  /** The pauses that the event loop gets for each row at least. */
  readonly pausesPerRow: number;
}

const users = 'mutation ($data: [UserCreateManyInput!]!) { createUsers(data: $data) { id } }';
const posts = (operation: string, type: string): string =>
  `mutation ($data: [${type}!]) { updateUser(id: 1, data: { posts: { ${operation}: $data } }) { id } }`;
const post = { title: 'x', body: 'x' };

const requests: readonly LargeRequest[] = [
  {
    name: 'createMany',
    document: users,
    data: numbers.map((number) => ({ email: `new${number}`, name: 'x' })),
    pausesPerRow: 7,
  },
  {
    name: 'nested create',
    document: posts('create', 'PostCreateWithoutAuthorInput'),
    data: numbers.map(() => post),
    pausesPerRow: 6,
  },
  {
    name: 'nested create at two levels',
    document: posts('create', 'PostCreateWithoutAuthorInput'),
    data: numbers.map(() => ({ ...post, comments: { create: [{ body: 'x', authorId: 1 }] } })),
    pausesPerRow: 12,
  },
  {
    name: 'connect',
    document: posts('connect', 'PostUnique'),
    data: numbers.map((id) => ({ id })),
    pausesPerRow: 7,
  },
  {
    name: 'connectOrCreate',
    document: posts('connectOrCreate', 'PostCreateOrConnectWithoutAuthorInput'),
    data: numbers.map((id) => ({ where: { id: id * 2 }, create: post })),
    pausesPerRow: 8,
  },
  {
    name: 'nested delete',
    document: posts('delete', 'PostUnique'),
    data: numbers.map((id) => ({ id })),
    pausesPerRow: 7,
  },
  {
    name: 'updateMany',
    document:
      'mutation ($data: [ID!]) { updatePosts(where: { id: { in: $data } }, data: { title: "y" }) { count } }',
    data: numbers,
    pausesPerRow: 3,
  },
  {
    name: 'deleteMany',
    document: 'mutation ($data: [ID!]) { deletePosts(where: { id: { in: $data } }) { count } }',
    data: numbers,
    pausesPerRow: 4,
  },
];

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  gateway = await openTestGateway({ databaseUrl: database.url, settings: { POOL_SIZE: '2' } });
});

beforeEach(async () => {
  await database.connection.query(`DELETE FROM Comment; DELETE FROM Post; DELETE FROM User`);
  await database.connection.query(
    "INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a', 'a', NOW()), (2, 'b', 'b', NOW())",
  );
  await database.connection.batch(
    "INSERT INTO Post (id, title, body, authorId) VALUES (?, 'x', 'x', 1)",
    numbers.map((id) => [id]),
  );
});

afterEach(() => vi.restoreAllMocks());

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Has the time of every turn used up at once. Calls `onPause` with the number of each pause. */
function pauseAlways(onPause: (number: number) => void = () => undefined): { readonly count: () => number } {
  let count = 0;
  const pacer = new Pacer(0);
  const pause = pacer.pause.bind(pacer);
  vi.spyOn(Pacer.prototype, 'isDue', 'get').mockReturnValue(true);
  vi.spyOn(Pacer.prototype, 'pause').mockImplementation(() => {
    onPause((count += 1));
    return pause();
  });
  return { count: () => count };
}

/** Reads every row that a write may have touched. */
async function readAll(): Promise<unknown> {
  const { connection } = database;
  return [
    await connection.query('SELECT id, email, name FROM User ORDER BY id'),
    await connection.query('SELECT id, title, authorId FROM Post ORDER BY id'),
    await connection.query('SELECT COUNT(*) AS comments FROM Comment'),
  ] as unknown;
}

describe.each(requests)('$name of many rows', (request) => {
  test('leaves the event loop to others between any two rows', async () => {
    const pauses = pauseAlways();
    const { errors } = await gateway.query(request.document, { data: request.data });
    expect(errors).toBeUndefined();
    expect(pauses.count()).toBeGreaterThanOrEqual(request.pausesPerRow * size);
  });

  test('leaves nothing half done when its client goes away in a pause', async () => {
    const before = await readAll();
    for (const part of [0.1, 0.5, 0.9]) {
      const client = new AbortController();
      const last = Math.round(request.pausesPerRow * size * part);
      const logged = gateway.lines.length;
      pauseAlways((number) => {
        if (number === last) client.abort();
      });
      const { document, data } = request;
      await expect(gateway.query(document, { data }, { signal: client.signal })).rejects.toThrow('aborted');
      await waitUntil(() => gateway.lines.slice(logged).some(({ msg }) => msg === 'request'), {
        intervalMs: 5,
        timeoutMs: 30_000,
      });
      vi.restoreAllMocks();
      expect(gateway.lines.at(-1)).toMatchObject({ clientGone: true });
      expect(await readAll(), `after ${last} pauses`).toEqual(before);
    }
  });
});
