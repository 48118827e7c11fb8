import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url }));
});

beforeEach(async () => {
  await database.connection.query(`
    DELETE FROM Comment; DELETE FROM Post; DELETE FROM User;
    INSERT INTO User (id, email, name, managerId, bio, role, updatedAt) VALUES
      (1, 'ada@example.com', 'Ada', NULL, NULL, 'ADMIN', '2026-01-01'),
      (2, 'bob@example.com', 'Bob', 1, 'b', 'MEMBER', '2026-01-01')`);
});

afterAll(() => opened.disposeAsync());

async function readUsers(): Promise<unknown> {
  return database.connection.query('SELECT id, name, managerId, bio, role FROM User ORDER BY id');
}

describe('Variable that is not given', () => {
  test('leaves a field of an update as it is', async () => {
    const { data } = await gateway.query(
      'mutation ($m: ID, $b: String) { updateUser(id: 2, data: { managerId: $m, bio: $b, name: "Z" }) { managerId bio name } }',
    );
    expect(data).toEqual({ updateUser: { managerId: '1', bio: 'b', name: 'Z' } });
  });

  test('leaves a field of the update of an upsert as it is', async () => {
    const { data } = await gateway.query(
      'mutation ($m: ID) { upsertUser(where: { id: 2 }, create: { email: "x", name: "x" }, update: { managerId: $m }) { managerId } }',
    );
    expect(data).toEqual({ upsertUser: { managerId: '1' } });
  });

  test('leaves a new field to its default', async () => {
    const { data } = await gateway.query(
      'mutation ($r: Role) { createUser(data: { email: "c", name: "C", role: $r }) { role } }',
    );
    expect(data).toEqual({ createUser: { role: 'MEMBER' } });
  });

  test('is NULL where it is given as null', async () => {
    const { data } = await gateway.query(
      'mutation ($m: ID) { updateUser(id: 2, data: { managerId: $m }) { managerId } }',
      { m: null },
    );
    expect(data).toEqual({ updateUser: { managerId: null } });
  });

  test.each([
    'updateUsers(where: { bio: { equals: $b } }, data: { name: "Z" }) { count }',
    'deleteUsers(where: { bio: { equals: $b } }) { count }',
    'deleteUsers(where: { OR: [{ name: { equals: "Ada" } }, { NOT: [{ bio: { contains: $b } }] }] }) { count }',
    'deleteUsers(where: { AND: $w }) { count }',
  ])('is refused in a condition that is written out: %s', async (field) => {
    const before = await readUsers();
    const variable = field.includes('$w') ? '$w: [UserWhere!]' : '$b: String';
    const { data, errors } = await gateway.query(`mutation (${variable}) { ${field} }`);
    expect(data).toEqual({ [field.slice(0, 11)]: null });
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`"${variable.slice(0, 2)}", got none`),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(await readUsers()).toEqual(before);
  });

  test('means all rows where the condition itself is empty', async () => {
    const { data } = await gateway.query(
      'mutation { updateUsers(where: {}, data: { name: "Z" }) { count } }',
    );
    expect(data).toEqual({ updateUsers: { count: 2 } });
  });

  test('leaves a condition of a list out, alone and beside a field that fails', async () => {
    const list = 'a: users(where: { bio: { equals: $b } }) { totalCount }';
    const alone = await gateway.query(`query ($b: String) { ${list} }`);
    const beside = await gateway.query(`query ($b: String) { ${list} user(id: "x") { id } }`);
    expect(alone.data).toEqual({ a: { totalCount: 2 } });
    expect(beside.data).toEqual({ a: { totalCount: 2 }, user: null });
  });

  test('is absent also where it has the name of what every object has', async () => {
    const { data, errors } = await gateway.query(
      'mutation ($toString: ID, $constructor: String) { updateUser(id: 2, data: { managerId: $toString, bio: $constructor }) { constructor: managerId toString: bio } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ updateUser: { constructor: '1', toString: 'b' } });
  });
});

describe('Variable that is null where its argument may not be', () => {
  const document =
    'mutation ($i: ID = 2) { first: updateUser(id: 1, data: { name: "Y" }) { name } type: __typename second: updateUser(id: $i, data: { name: "Z" }) { name } }';

  test('fails its field at once, and nothing is written or held', async () => {
    const before = await readUsers();
    const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.query(document, { i: null })));
    for (const { data, errors } of answers) {
      expect(data).toEqual({ first: null, type: 'Mutation', second: null });
      expect(errors).toMatchObject([
        { path: ['second'], extensions: { code: 'BAD_USER_INPUT' } },
        { path: ['first'], extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
    expect(await readUsers()).toEqual(before);
    const { data } = await gateway.query(document);
    expect(data).toEqual({ first: { name: 'Y' }, type: 'Mutation', second: { name: 'Z' } });
  });

  test('fails the field around it where it is a condition', async () => {
    const query =
      'query ($c: Boolean = true) { user(id: 1) { manager { id } name @skip(if: $c) } other: user(id: 2) { name } }';
    const { data, errors } = await gateway.query(query, { c: null });
    expect(data).toEqual({ user: null, other: { name: 'Bob' } });
    expect(errors).toMatchObject([{ path: ['user'], extensions: { code: 'BAD_USER_INPUT' } }]);
    const root = await gateway.query('query ($c: Boolean = true) { users @include(if: $c) { totalCount } }', {
      c: null,
    });
    expect(root.data).toBeNull();
    expect(root.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('Field that is left out at its first place stands where the next one is', async () => {
  const { data } = await gateway.query(
    'query ($s: Boolean!) { user(id: 2) { name @skip(if: $s) id name email } }',
    { s: true },
  );
  expect(JSON.stringify(data)).toBe('{"user":{"id":"2","name":"Bob","email":"bob@example.com"}}');
});
