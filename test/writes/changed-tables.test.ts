import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';

test('Mutation shows its page although the index that it knew of is gone', async () => {
  await using database = await openTestDatabase('tables');
  const { connection } = database;
  await connection.query('CREATE INDEX Post_published ON Post (authorId, published, id)');
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  await gateway.query(
    'mutation { createUser(data: { email: "a@example.com", name: "A", posts: { create: [{ title: "B", body: "B" }, { title: "C", body: "C" }] } }) { id } }',
  );
  const document =
    'mutation { updateUser(id: 1, data: { name: "E" }) { name posts(first: 5, orderBy: [{ published: asc }]) { nodes { title } } } }';
  const before = await gateway.query(document);
  expect(before).toMatchObject({
    errors: undefined,
    data: { updateUser: { name: 'E', posts: { nodes: [{ title: 'B' }, { title: 'C' }] } } },
  });
  await connection.query('DROP INDEX Post_published ON Post');
  expect(await gateway.query(document)).toEqual(before);
  const [row] = await connection.query<{ name: string }[]>('SELECT name FROM User');
  expect(row?.name).toBe('E');
});
