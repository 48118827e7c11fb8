import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** The method of the statement that the field at this path was read by. */
async function methodOf(document: string, path: string): Promise<string | undefined> {
  const { errors, statements } = await gateway.query(document, {}, traced);
  expect(errors).toBeUndefined();
  const found = statements.filter(({ paths }) => paths.includes(path));
  expect(found).toHaveLength(1);
  return found[0]?.method;
}

const isMysql = inject('serverKind') === 'mysql';

/** A cursor that all posts of the demo come after. */
async function readCursor(): Promise<string> {
  const { data } = await gateway.query('{ user(id: 1) { posts(first: 1) { edges { cursor } } } }');
  const { user } = data as { user: { posts: { edges: [{ cursor: string }] } } };
  return user.posts.edges[0].cursor;
}

describe('Page per parent', () => {
  test.each<[string, string, string]>([
    ['one parent', '{ user(id: 1) { posts(first: 2) { nodes { title } } } }', 'single-key'],
    [
      'many parents',
      '{ users(first: 5) { nodes { posts(first: 2) { nodes { title } } } } }',
      isMysql ? 'lateral' : 'index-range',
    ],
    [
      'many parents, in an order that no index gives',
      '{ users(first: 5) { nodes { posts(first: 2, orderBy: [{ title: asc }]) { nodes { title } } } } }',
      isMysql ? 'lateral' : 'window',
    ],
  ])('of %s is read by the method that the trace names', async (_, document, method) => {
    const path = document.includes('users') ? 'users.nodes.posts' : 'user.posts';
    expect(await methodOf(document, path)).toBe(method);
  });

  test('behind a cursor is read by a SELECT for each of a few parents, and by one for many', async () => {
    const after = await readCursor();
    const ask = (first: number): Promise<string | undefined> =>
      methodOf(
        `{ users(first: ${first}) { nodes { posts(first: 2, after: ${JSON.stringify(after)}) { nodes { title } } } } }`,
        'users.nodes.posts',
      );
    expect(await ask(5)).toBe('union');
    expect(await ask(65)).toBe(isMysql ? 'lateral' : 'numbered-range');
  });

  test('is what has a method: lookups, lists and counts have none', async () => {
    const { statements } = await gateway.query(
      '{ user(id: 1) { name } users(first: 2) { nodes { name } totalCount } }',
      {},
      traced,
    );
    expect(statements).toHaveLength(3);
    expect(statements.filter(({ method }) => method !== undefined)).toEqual([]);
  });
});
