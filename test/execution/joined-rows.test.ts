import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCountedDatabase } from '../support/count-statements.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let url: string;
let connection: TestDatabase['connection'];
let gateway: TestGateway;

beforeAll(async () => {
  ({ url, connection } = opened.use(await openTestDatabase('tables')));
  // The server takes anything, as one that was set up long ago does.
  await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; SET SESSION foreign_key_checks = 0");
  await connection.query(`
    INSERT INTO User (id, email, name, bio, managerId, createdAt, updatedAt) VALUES
      (1, 'a', 'A', 'First', NULL, '2026-01-01', '2026-01-01'),
      (2, 'b', 'B', NULL, 1, '0000-00-00', '2026-01-01'),
      (3, 'c', 'C', NULL, 1, '2026-01-03', '2026-01-01');
    INSERT INTO Post (id, title, body, authorId, createdAt) VALUES
      (1, 'One', '', 1, '2026-01-05'), (2, 'Two', '', 3, '2026-01-06'),
      (3, 'Three', '', 2, '2026-01-07'), (4, 'Four', '', 99, '2026-01-08');
    INSERT INTO Comment (id, body, postId, authorId) VALUES (1, 'Yes', 1, 2), (2, 'No', 1, 3), (3, 'Well', 2, 3)`);
  gateway = opened.use(await openTestGateway({ databaseUrl: url }));
});

afterAll(() => opened.disposeAsync());

const ask = (text: string) => gateway.query(text, {}, traced);

test('Rows that a page refers to come with it, and there is none where it refers to none', async () => {
  const { data, statements } = await ask(
    '{ users { nodes { name manager { id name nodeId __typename } } } }',
  );
  const manager = { id: '1', name: 'A', nodeId: expect.any(String), __typename: 'User' };
  expect(data).toEqual({
    users: {
      nodes: [
        { name: 'A', manager: null },
        { name: 'B', manager },
        { name: 'C', manager },
      ],
    },
  });
  expect(statements.map(({ paths, rows }) => ({ paths, rows }))).toEqual([
    { paths: ['users', 'users.nodes.manager'], rows: 3 },
  ]);
});

test('Rows come with the page of each key, by several relations at once', async () => {
  const { data, statements } = await ask(
    '{ posts(first: 2) { nodes { comments { nodes { body author { name } post { title } } } } } }',
  );
  const [one, two] = [{ title: 'One' }, { title: 'Two' }];
  expect(data).toEqual({
    posts: {
      nodes: [
        {
          comments: {
            nodes: [
              { body: 'Yes', author: { name: 'B' }, post: one },
              { body: 'No', author: { name: 'C' }, post: one },
            ],
          },
        },
        { comments: { nodes: [{ body: 'Well', author: { name: 'C' }, post: two }] } },
      ],
    },
  });
  expect(statements).toHaveLength(2);
});

test('Fields that show different parts of one row have what each of them shows', async () => {
  const { data, statements } = await ask(
    '{ posts(first: 2) { nodes { a: author { name } b: author { email } c: author { createdAt } } } }',
  );
  expect(data).toEqual({
    posts: {
      nodes: [
        { a: { name: 'A' }, b: { email: 'a' }, c: { createdAt: '2026-01-01T00:00:00.000Z' } },
        { a: { name: 'C' }, b: { email: 'c' }, c: { createdAt: '2026-01-03T00:00:00.000Z' } },
      ],
    },
  });
  expect(statements).toHaveLength(1);
});

test.each([
  ['with long texts', '{ posts(first: 1) { nodes { author { bio } } } }', { bio: 'First' }],
  [
    'with more below them',
    '{ posts(first: 1) { nodes { author { manager { name } } } } }',
    { manager: null },
  ],
])('Rows %s are looked up', async (_which, text, author) => {
  const { data, statements } = await ask(text);
  expect(data).toEqual({ posts: { nodes: [{ author }] } });
  expect(statements).toHaveLength(2);
});

test.each([
  ['leads nowhere', '{ posts(last: 1) { nodes { author { name } } } }', ['posts', 'nodes', 0, 'author']],
  [
    'leads to a value that cannot be told',
    '{ comments(first: 1) { nodes { author { name createdAt } } } }',
    ['comments', 'nodes', 0, 'author', 'createdAt'],
  ],
])('Relation that %s fails at its path, and nothing is looked up for it', async (_which, text, path) => {
  const { errors, statements } = await ask(text);
  expect(errors).toMatchObject([{ path }]);
  expect(statements).toHaveLength(1);
});

test('Part of a connection that is left out has no part in how its page is read', async () => {
  const { errors, statements, statementsAtMost } = await ask(
    '{ posts { nodes { author { bio } } } posts @skip(if: true) { pageInfo { hasNextPage } } }',
  );
  expect(errors).toMatchObject([{ path: ['posts', 'nodes', 3, 'author'] }]);
  expect(statements).toHaveLength(statementsAtMost ?? 0);
});

test('Column that is gone fails what is shown of it, and not the page beside it', async () => {
  const { connection: other, url: otherUrl } = opened.use(await openTestDatabase('tables'));
  await other.query('SET SESSION foreign_key_checks = 0');
  await other.query(`INSERT INTO Comment (id, body, postId, authorId) VALUES (1, 'Yes', 1, 1)`);
  await other.query('ALTER TABLE Post DROP COLUMN published');
  await using drifted = await openTestGateway({ databaseUrl: otherUrl });
  const { data, errors } = await drifted.query(
    '{ comments { nodes { post { published } } } users { totalCount } }',
  );
  expect(data).toEqual({ comments: { nodes: [null] }, users: { totalCount: 0 } });
  expect(errors).toMatchObject([{ path: ['comments', 'nodes', 0, 'post'] }]);
});

test('Rows of a very small table are joined by its index', async () => {
  await using database = await openTestDatabase('tables');
  await database.connection.query(
    `INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a', 'A', '2026-01-01'), (2, 'b', 'B', '2026-01-01')`,
  );
  const posts = Array.from({ length: 5_000 }, (_, index) => [index + 1, 1 + (index % 2)]);
  await database.connection.batch(
    `INSERT INTO Post (id, title, body, authorId) VALUES (?, 'T', '', ?)`,
    posts,
  );
  await database.connection.query('ANALYZE TABLE User, Post');
  await using counted = await openCountedDatabase(database.url);
  await using other = await openTestGateway({ databaseUrl: counted.url });
  const text = '{ posts(first: 5) { nodes { title author { name } } } }';
  await other.query(text);
  expect(await counted.countRowsExamined(() => other.query(text))).toBeLessThanOrEqual(20);
});

test('Rows are read for those of the page alone, whatever the list is sorted by', async () => {
  await using database = await openTestDatabase('tables');
  const users = Array.from({ length: 500 }, (_, index) => [index + 1, `${index}`, `${index % 7}`, 1]);
  await database.connection.batch(
    `INSERT INTO User (id, email, name, managerId, updatedAt) VALUES (?, ?, ?, ?, '2026-01-01')`,
    users,
  );
  await using counted = await openCountedDatabase(database.url);
  await using other = await openTestGateway({ databaseUrl: counted.url });
  const examine = (shown: string): Promise<number> =>
    counted.countRowsExamined(() =>
      other.query(`{ users(first: 5, orderBy: [{ name: asc }]) { nodes { ${shown} } } }`),
    );
  await examine('id');
  const [alone, accompanied] = [await examine('name'), await examine('name manager { name }')];
  expect(accompanied - alone).toBeLessThanOrEqual(10);
});

test('Rows that no index holds unique are looked up, and make no row of a page twice', async () => {
  const { connection: other, url: otherUrl } = opened.use(await openTestDatabase('tables'));
  await other.query(`INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a', 'A', '2026-01-01')`);
  await other.query(`INSERT INTO Post (id, title, body, authorId) VALUES (1, 'One', '', 1)`);
  await other.query('RENAME TABLE User TO Person');
  await other.query('CREATE VIEW User AS SELECT * FROM Person UNION ALL SELECT * FROM Person');
  const drifted = opened.use(await openTestGateway({ databaseUrl: otherUrl }));
  const { data, statements } = await drifted.query('{ posts { nodes { author { name } } } }', {}, traced);
  expect(data).toEqual({ posts: { nodes: [{ author: { name: 'A' } }] } });
  expect(statements).toHaveLength(2);
});
