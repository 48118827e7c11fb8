import { expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
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

test('Column that is dropped under the gateway fails its field alone, until it is there again', async () => {
  await using database = await openTestDatabase('tables');
  const { connection } = database;
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  const create = (email: string, more = ''): ReturnType<typeof gateway.query> =>
    gateway.query(`mutation { createUser(data: { email: "${email}", name: "A" ${more} }) { id name } }`);
  await create('a@example.com', 'bio: "B"');
  const document =
    '{ user(id: 1) { id name bio } users { nodes { id bio name } totalCount aggregate { max { bio name } } } }';
  expect((await gateway.query(document)).errors).toBeUndefined();
  await connection.query('ALTER TABLE User DROP COLUMN bio');
  const missing = {
    message: 'User.bio cannot be shown or written: its column is missing in the database or not readable.',
    extensions: { code: 'BAD_DATA' },
  };

  const { data, errors } = await gateway.query(document);
  expect(data).toEqual({
    user: { id: '1', name: 'A', bio: null },
    users: {
      nodes: [{ id: '1', name: 'A', bio: null }],
      totalCount: 1,
      aggregate: { max: { bio: null, name: 'A' } },
    },
  });
  expect(errors).toHaveLength(3);
  expect(errors).toMatchObject([missing, missing, missing]);
  expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
    'user.bio',
    'users.aggregate.max.bio',
    'users.nodes.0.bio',
  ]);

  // What needs the column to find or order rows cannot be answered without it; what stands beside can.
  for (const needing of ['where: { bio: { contains: "B" } }', 'orderBy: [{ bio: asc }]']) {
    const answer = await gateway.query(`{ users(${needing}) { nodes { id } } posts { totalCount } }`);
    expect(answer.errors).toMatchObject([{ ...missing, path: ['users', 'nodes'] }]);
    const beside = await gateway.query(`{ posts { totalCount } u: user(id: 1) { name } }`);
    expect(beside.errors).toBeUndefined();
  }

  expect((await create('b@example.com')).errors).toBeUndefined();
  expect((await create('c@example.com', 'bio: "C"')).errors).toMatchObject([missing]);
  const update = await gateway.query('mutation { updateUsers(where: {}, data: { name: "N" }) { count } }');
  expect(update).toMatchObject({ errors: undefined, data: { updateUsers: { count: 2 } } });
  expect(await connection.query('SELECT email, name FROM User ORDER BY id')).toEqual([
    { email: 'a@example.com', name: 'N' },
    { email: 'b@example.com', name: 'N' },
  ]);

  await connection.query('ALTER TABLE User ADD COLUMN bio TEXT');
  const isBack = async (): Promise<boolean> => (await gateway.query(document)).errors === undefined;
  expect(await waitUntil(isBack, { intervalMs: 100, timeoutMs: 20_000 })).toBe(true);
});

test('Mutation that begins before a column is dropped shows its row without it', async () => {
  await using database = await openTestDatabase('tables');
  await using gateway = await openTestGateway({ databaseUrl: database.url });
  const document = 'mutation { createUser(data: { email: "d@example.com", name: "D" }) { name bio } }';
  await gateway.query('{ users { nodes { bio } } }');
  await database.connection.query('ALTER TABLE User DROP COLUMN bio');
  const { errors } = await gateway.query(document);
  expect(errors).toMatchObject([{ path: ['createUser', 'bio'], extensions: { code: 'BAD_DATA' } }]);
});
