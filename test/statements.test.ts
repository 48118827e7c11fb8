import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CountedDatabase, openCountedDatabase } from './support/count-statements.ts';
import { seed } from '../prisma/seed.ts';
import { openTestDatabase, seededDatabaseUrl } from './support/database.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway, traced } from './support/gateway.ts';
import { readQueryDocuments } from './support/query-documents.ts';

const treeQuery = `query Tree($first: Int!) {
  users(first: $first) { nodes { name posts(first: 5) { nodes {
    title author { name } comments(first: 3) { nodes { body author { name } } }
  } } } }
}`;
const postsQuery = `query Posts($first: Int!) {
  posts(first: $first) { totalCount nodes { author { bio } comments(first: 3) { nodes { body author { bio } } } } }
}`;
const lookupQuery = 'query Lookup($id: ID!) { user(id: $id) { id email } }';
/** Documents whose pages grow by `$first`, on the way down or at its end. */
const pagedDocuments = [
  'query ($first: Int!) { comments(last: $first) { totalCount nodes { post { author { name } } author { reports { totalCount } } } } }',
  'query ($first: Int!) { users(first: 10) { nodes { posts(first: $first) { edges { node { author { id } } } } } } }',
  'query ($first: Int!) { posts(last: $first) { nodes { comments(last: 2, orderBy: [{ createdAt: desc }]) { aggregate { max { id } } nodes { author { id } } } } } }',
  'query ($first: Int!) { memberships(first: $first) { nodes { user { id } team { memberships(first: 1) { pageInfo { hasNextPage } } } } } }',
];

let database: CountedDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await openCountedDatabase(seededDatabaseUrl());
  gateway = await openTestGateway({ databaseUrl: database.url });
  // The first request of all waits for what the gateway asks the database about itself, once.
  await lookUp(1);
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

describe('Tree query', () => {
  test('runs as many statements for a thousand users as for one: three, since authors are above their posts or come with their comments', async () => {
    const counts: number[] = [];
    const sizes: number[] = [];
    for (const first of [1, 2, 20, 1_000]) {
      counts.push(
        await database.countStatements(async () => {
          const { data } = await gateway.query(treeQuery, { first });
          sizes.push((data as { users: { nodes: unknown[] } }).users.nodes.length); // as the document asks
        }),
      );
    }
    expect(sizes).toEqual([1, 2, 20, 1_000]);
    expect(counts).toEqual([3, 3, 3, 3]);
  });

  test('shows in its trace the statements that the database counts', async () => {
    let shown = 0;
    const counted = await database.countStatements(async () => {
      shown = (await gateway.query(treeQuery, { first: 20 }, traced)).statements.length;
    });
    expect(shown).toBe(counted);
  });
});

describe('Formula', () => {
  test.each(readQueryDocuments())(
    'says how many statements the database counts at most: $name',
    async ({ text, variables }) => {
      const answers: GraphQLAnswer[] = [];
      const counted = await database.countStatements(async () => {
        answers.push(await gateway.query(text, variables, traced));
      });
      const [answer] = answers;
      expect(answer?.statements).toHaveLength(counted);
      expect(counted).toBeLessThanOrEqual(answer?.statementsAtMost ?? -1);
    },
  );

  test('says the number itself where no two loads are equal and all have something to ask about', async () => {
    const { statements, statementsAtMost } = await gateway.query(postsQuery, { first: 20 }, traced);
    expect(statementsAtMost).toBe(statements.length);
  });
});

describe('Statements of every document', () => {
  test('are no more on a directory of twice the size', async () => {
    await using larger = await openTestDatabase('tables');
    await seed({ url: larger.url, scale: 2, report: () => undefined });
    await using counted = await openCountedDatabase(larger.url);
    await using other = await openTestGateway({ databaseUrl: counted.url });
    for (const { name, text, variables } of readQueryDocuments()) {
      const { statements, statementsAtMost = -1 } = await other.query(text, variables, traced);
      expect([name, statements.length <= statementsAtMost]).toEqual([name, true]);
    }
  });

  test.each(pagedDocuments)('do not grow with the pages: %s', async (document) => {
    const counts: number[] = [];
    for (const first of [1, 2, 20, 1_000]) {
      counts.push(await database.countStatements(() => gateway.query(document, { first })));
    }
    expect(new Set(counts).size).toBe(1);
  });
});

describe('Lookup', () => {
  test('runs one statement when it is alone', async () => {
    for (const id of [1, 500, 1_000]) expect(await database.countStatements(() => lookUp(id))).toBe(1);
  });

  test('of 64 connections takes a fifth of a statement at most', async () => {
    let random = 20_261_122;
    const nextId = (): number => {
      // A linear congruence: the ids are the same at every run.
      random = (random * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return 1 + (random % 1_000);
    };
    const requests = 960;
    const counted = await database.countStatements(() => askOverConnections(64, requests, nextId));
    expect(counted).toBeGreaterThan(0);
    expect(counted / requests).toBeLessThanOrEqual(0.2);
  });

  test('of one hot key by a thousand requests takes a fifth of a statement at most', async () => {
    const counted = await database.countStatements(() => askOverConnections(64, 1_000, () => 7));
    expect(counted).toBeGreaterThan(0);
    expect(counted / 1_000).toBeLessThanOrEqual(0.2);
  });
});

/** Keeps as many requests under way as there are connections, each connection asking again once it is answered. */
async function askOverConnections(
  connections: number,
  requests: number,
  nextId: () => number,
): Promise<void> {
  let left = requests;
  const askInTurn = async (): Promise<void> => {
    while (left-- > 0) await lookUp(nextId());
  };
  await Promise.all(Array.from({ length: connections }, askInTurn));
}

async function lookUp(id: number): Promise<void> {
  const { data } = await gateway.query(lookupQuery, { id: String(id) });
  expect(data).toEqual({ user: { id: String(id), email: `user${id}@example.com` } });
}
