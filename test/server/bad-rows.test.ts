import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let gateway: TestGateway;

beforeAll(async () => {
  const { url, connection } = opened.use(await openTestDatabase('tables'));
  // The server takes anything, as one that was set up long ago does.
  await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'; SET SESSION foreign_key_checks = 0");
  await connection.query(`
    INSERT INTO User (id, email, name, managerId, createdAt, updatedAt) VALUES
      (1, 'a', 'A', NULL, '2026-01-01', '2026-01-01'),
      (2, 'b', 'B', 1, '0000-00-00', '2026-01-01'),
      (3, 'c', 'C', 1, '2026-01-03', '2026-01-01');
    INSERT INTO Post (id, title, body, authorId, createdAt) VALUES
      (1, 'One', '', 1, '2026-01-05'), (2, 'Two', '', 99, '2026-01-06'),
      (3, 'Three', '', 2, '2026-02-31'), (4, 'Four', '', 2, '2026-01-07')`);
  gateway = opened.use(await openTestGateway({ databaseUrl: url }));
});

afterAll(() => opened.disposeAsync());

test('Row with a value that cannot be told fails at its path, and leaves the rows beside it', async () => {
  const { data, errors } = await gateway.query('{ users { nodes { id createdAt } totalCount } }');
  expect(data).toEqual({
    users: {
      nodes: [
        { id: '1', createdAt: '2026-01-01T00:00:00.000Z' },
        null,
        { id: '3', createdAt: '2026-01-03T00:00:00.000Z' },
      ],
      totalCount: 3,
    },
  });
  expect(errors).toMatchObject([
    { path: ['users', 'nodes', 1, 'createdAt'], extensions: { code: 'BAD_DATA' } },
  ]);
});

test('Row whose required relation leads nowhere fails at its path, and leaves the rows beside it', async () => {
  const { data, errors } = await gateway.query('{ posts(first: 2) { nodes { title author { name } } } }');
  expect(data).toEqual({ posts: { nodes: [{ title: 'One', author: { name: 'A' } }, null] } });
  expect(errors).toMatchObject([{ path: ['posts', 'nodes', 1, 'author'], extensions: { code: 'BAD_DATA' } }]);
});

test('Row fails alone below a parent too, and its edge has a cursor', async () => {
  const { data, errors } = await gateway.query(
    '{ user(id: 1) { reports(orderBy: [{ createdAt: asc }]) { edges { cursor node { id createdAt } } pageInfo { startCursor hasNextPage } } } }',
  );
  expect(data).toMatchObject({
    user: {
      reports: {
        edges: [{ cursor: expect.any(String) as unknown, node: null }, { node: { id: '3' } }],
        pageInfo: { startCursor: expect.any(String) as unknown, hasNextPage: false },
      },
    },
  });
  expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
    'user.reports.edges.0.node.createdAt',
  ]);
});

test('Row with a date that no calendar has is not the least of its group, but where it is', async () => {
  const figures = 'aggregate { min { createdAt } max { createdAt } }';
  const { data, errors } = await gateway.query(`{ usersById(ids: [1, 2]) { posts { ${figures} } } }`);
  const told = { createdAt: '2026-01-05T00:00:00.000Z' };
  const least = { createdAt: '2026-01-07T00:00:00.000Z' };
  expect(data).toEqual({
    usersById: [
      { posts: { aggregate: { min: told, max: told } } },
      { posts: { aggregate: { min: least, max: { createdAt: null } } } },
    ],
  });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['usersById', 1, 'posts', 'aggregate', 'max', 'createdAt'],
  ]);
});
