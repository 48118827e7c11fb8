import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = opened.use(
    await openTestGateway({ databaseUrl: seededDatabaseUrl(), settings: { LOAD_MAX_KEYS: '1500' } }),
  );
});

afterAll(() => opened.disposeAsync());

const errorsMax = 20;

test('Argument that is refused below many rows is read once, and its errors are bounded', async () => {
  const lists = Array.from({ length: 99 }, (_, index) => `a${index}: comments(first: -1) { totalCount }`);
  const { data, errors, statements } = await gateway.query(
    `{ users(first: 200) { nodes { posts(first: 1000) { nodes { ${lists.join(' ')} } } } } }`,
    {},
    traced,
  );
  expect(errors).toHaveLength(errorsMax);
  expect(errors?.[0]).toMatchObject({
    message: 'Argument "first": expected a whole number from 0 to 1000, got -1.',
    path: ['users', 'nodes', 0, 'posts', 'nodes', 0, 'a0'],
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const { users } = data as { users: { nodes: { posts: { nodes: unknown[] } }[] } };
  const posts = users.nodes.flatMap((user) => user.posts.nodes);
  expect(posts.length).toBeGreaterThan(errorsMax);
  expect(new Set(posts)).toEqual(new Set([null]));
  expect(statements.map(({ paths }) => paths)).toEqual([['users'], ['users.nodes.posts']]);
});

test.each([
  ['a cursor of 900,000 characters', 'String', 'x'.repeat(900_000), 'posts(first: 2, after: $given)'],
  [
    'a filter of 30,001 values',
    'PostWhere',
    { id: { in: Array.from({ length: 30_001 }, (_, id) => `${id}`) } },
    'posts(first: 2, where: $given)',
  ],
])('%s below many rows is refused for each of them, and loads nothing', async (_, type, given, field) => {
  const document = `query ($given: ${type}) { users(first: 1000) { nodes { ${field} { nodes { id } } } } }`;
  const { data, errors, statements } = await gateway.query(document, { given }, traced);
  expect(errors).toHaveLength(errorsMax);
  expect(data).toEqual({ users: { nodes: Array.from({ length: 1_000 }, () => null) } });
  expect(statements).toHaveLength(1);
  // No message repeats what was sent.
  expect(JSON.stringify(errors).length).toBeLessThan(10_000);
});

test('Level of more rows than may be loaded ends the request', async () => {
  const { data, errors } = await gateway.query(
    '{ users(first: 1000) { nodes { posts(first: 5) { nodes { comments { totalCount } author { reports { totalCount } } } } } } other: teams { totalCount } }',
  );
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    { message: expect.stringContaining('Expected at most 1500 rows'), extensions: { code: 'TOO_COMPLEX' } },
  ]);
});

test('Errors of many rows are counted beyond those that are named', async () => {
  const document = '{ users(first: 1000) { nodes { posts(last: -1) { totalCount } } } }';
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document }),
  });
  const { extensions } = (await response.json()) as { readonly extensions?: unknown };
  expect(extensions).toEqual({ errorsOmitted: 1_000 - errorsMax });
});

function askWrongly(asked: TestGateway): ReturnType<TestGateway['query']> {
  const query = 'query ($where: UserWhere) { users(where: $where) { totalCount } }';
  return asked.query(query, { where: { emial: {} } });
}

test('Variable that does not fit gives no hint of the schema in production', async () => {
  await using production = await openTestGateway({
    databaseUrl: seededDatabaseUrl(),
    settings: { NODE_ENV: 'production' },
  });
  const [open, closed] = await Promise.all([askWrongly(gateway), askWrongly(production)]);
  expect(open.errors?.[0]?.message).toContain('Did you mean "email"');
  expect(closed.errors?.[0]?.message).toContain('Field "emial" is not defined');
  expect(closed.errors?.[0]?.message).not.toContain('Did you mean');
});
