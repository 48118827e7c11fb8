import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';

test('Row that several rows refer to is written for those after one that an error has made null', async () => {
  await using database = await openTestDatabase();
  await database.connection.query(`
    SET sql_mode = 'ALLOW_INVALID_DATES';
    INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW()), (2, 'b@x', 'Bob', NOW());
    INSERT INTO Post (id, title, body, authorId, createdAt) VALUES
      (1, 'a', 'b', 1, '0000-00-00'), (2, 'a', 'b', 1, '2026-01-01'), (3, 'a', 'b', 2, '2026-01-01'), (4, 'a', 'b', 1, '2026-01-01')`);
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  const { data, errors } = await gateway.query(
    '{ posts { nodes { id author { name posts(first: 1) { totalCount } } createdAt } } }',
  );
  const ada = { name: 'Ada', posts: { totalCount: 3 } };
  const createdAt = '2026-01-01T00:00:00.000Z';
  expect(data).toEqual({
    posts: {
      nodes: [
        null,
        { id: '2', author: ada, createdAt },
        { id: '3', author: { name: 'Bob', posts: { totalCount: 1 } }, createdAt },
        { id: '4', author: ada, createdAt },
      ],
    },
  });
  expect(errors).toMatchObject([
    { path: ['posts', 'nodes', 0, 'createdAt'], extensions: { code: 'BAD_DATA' } },
  ]);
});
