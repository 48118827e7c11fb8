import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, traced, type TestGateway } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url }));
});

afterAll(() => opened.disposeAsync());

async function query<T>(sql: string): Promise<readonly T[]> {
  return await database.connection.query<T[]>(sql);
}

/** Makes a team and answers its id. */
async function createTeam(slug: string): Promise<string> {
  const { data } = await gateway.query(
    'mutation ($slug: String!) { createTeam(data: { slug: $slug, name: "before" }) { id } }',
    { slug },
  );
  return (data as { createTeam: { id: string } }).createTeam.id;
}

describe('Mutation', () => {
  test('creates a row with its defaults and answers it as it is stored', async () => {
    const { data, errors } = await gateway.query(
      'mutation { createUser(data: { email: "ada@example.com", name: "Ada", bio: null }) { id email bio role posts { totalCount } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      createUser: { email: 'ada@example.com', bio: null, role: 'MEMBER', posts: { totalCount: 0 } },
    });
  });

  test('creates 1,000 rows and reads them in two statements, in the order given', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      slug: `many-${index}`,
      name: String(index),
    }));
    const { data, errors, statements } = await gateway.query(
      'mutation ($data: [TeamCreateManyInput!]!) { createTeams(data: $data) { slug name } }',
      { data: rows },
      traced,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ createTeams: rows });
    // With what tells how far the numbers of one INSERT lie apart.
    expect(statements).toHaveLength(3);
  });

  test('updates what is given, leaves what is absent, and takes null for no value', async () => {
    const { data } = await gateway.query(
      'mutation { a: createUser(data: { email: "b@example.com", name: "B", bio: "x" }) { id } }',
    );
    const { id } = (data as { a: { id: string } }).a;
    const updated = await gateway.query(
      'mutation ($id: ID!) { first: updateUser(id: $id, data: { name: "C" }) { name bio } second: updateUserByEmail(email: "b@example.com", data: { bio: null, role: ADMIN }) { name bio role } }',
      { id },
    );
    expect(updated.errors).toBeUndefined();
    expect(updated.data).toEqual({
      first: { name: 'C', bio: 'x' },
      second: { name: 'C', bio: null, role: 'ADMIN' },
    });
  });

  test('creates or updates by a unique key, and by one of several fields', async () => {
    const document =
      'mutation ($name: String!) { upsertTeam(where: { slug: "up" }, create: { slug: "up", name: $name }, update: { name: $name }) { id name } }';
    const [first, second] = [
      await gateway.query(document, { name: 'one' }),
      await gateway.query(document, { name: 'two' }),
    ];
    expect(first.data).toMatchObject({ upsertTeam: { name: 'one' } });
    expect(second.data).toMatchObject({ upsertTeam: { name: 'two' } });
    const teamId = await createTeam('members');
    const user = await gateway.query(
      'mutation { createUser(data: { email: "m@example.com", name: "M" }) { id } }',
    );
    const userId = (user.data as { createUser: { id: string } }).createUser.id;
    const members = await gateway.query(
      `mutation ($userId: ID!, $teamId: ID!) {
        upsertMembership(
          where: { userId_teamId: { userId: $userId, teamId: $teamId } }
          create: { userId: $userId, teamId: $teamId }
          update: { role: OWNER }
        ) { role team { slug } }
        updateMembership(userId: $userId, teamId: $teamId, data: { role: OWNER }) { role user { name } }
      }`,
      { userId, teamId },
    );
    expect(members.errors).toBeUndefined();
    expect(members.data).toEqual({
      upsertMembership: { role: 'MEMBER', team: { slug: 'members' } },
      updateMembership: { role: 'OWNER', user: { name: 'M' } },
    });
  });

  test('is refused where somebody else was first to write the row', async () => {
    const created = await gateway.query(
      'mutation { createUser(data: { email: "v@example.com", name: "V", updatedAt: "2026-01-01T00:00:00.120Z" }) { id updatedAt } }',
    );
    const { id, updatedAt } = (created.data as { createUser: { id: string; updatedAt: string } }).createUser;
    const update =
      'mutation ($id: ID!, $since: DateTime) { updateUser(id: $id, data: { name: "W" }, ifUnchangedSince: $since) { name } }';
    const first = await gateway.query(update, { id, since: updatedAt });
    expect(first.data).toEqual({ updateUser: { name: 'W' } });
    const second = await gateway.query(update, { id, since: updatedAt });
    expect(second.errors).toMatchObject([{ extensions: { code: 'CONFLICT', fields: ['updatedAt'] } }]);
    const gone = await gateway.query(
      'mutation ($id: ID!, $since: DateTime) { deleteUser(id: $id, ifUnchangedSince: $since) { name } }',
      { id, since: updatedAt },
    );
    expect(gone.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });

  test('answers a row that it deletes as it was', async () => {
    const id = await createTeam('leaving');
    const { data } = await gateway.query('mutation ($id: ID!) { deleteTeam(id: $id) { slug name } }', { id });
    expect(data).toEqual({ deleteTeam: { slug: 'leaving', name: 'before' } });
    expect(await query(`SELECT id FROM Team WHERE id = ${id}`)).toEqual([]);
  });

  test('writes to the rows that the same conditions list, and to no other', async () => {
    for (const slug of ['50%', '50x', '51%']) await createTeam(slug);
    const { data } = await gateway.query(
      'mutation { updateTeams(where: { slug: { contains: "50%" } }, data: { name: "half" }) { count } deleteTeams(where: { slug: { startsWith: "51" } }) { count } }',
    );
    expect(data).toEqual({ updateTeams: { count: 1 }, deleteTeams: { count: 1 } });
    expect(await query("SELECT slug, name FROM Team WHERE slug LIKE '5%' ORDER BY slug")).toEqual([
      { slug: '50%', name: 'half' },
      { slug: '50x', name: 'before' },
    ]);
  });

  test.each([1, 2, 3])(
    'whose root field %i fails has changed nothing, and each says so',
    async (position) => {
      const slugs = [1, 2, 3].map((at) => (at === position ? 'taken' : `atomic-${position}-${at}`));
      if (position === 1) await createTeam('taken');
      const fields = slugs.map(
        (slug, at) => `f${at + 1}: createTeam(data: { slug: "${slug}", name: "x" }) { id }`,
      );
      const { data, errors } = await gateway.query(`mutation { ${fields.join(' ')} }`);
      expect(data).toEqual({ f1: null, f2: null, f3: null });
      expect(errors).toHaveLength(3);
      expect(errors?.find(({ path }) => path?.[0] === `f${position}`)).toMatchObject({
        message: 'Another Team has this slug already.',
        extensions: { code: 'CONFLICT', fields: ['slug'] },
      });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT']);
      const others = errors?.filter(({ path }) => path?.[0] !== `f${position}`) ?? [];
      for (const { message } of others) expect(message).toContain(`Rolled back with f${position}`);
      expect(await query(`SELECT id FROM Team WHERE slug LIKE 'atomic-${position}-%'`)).toEqual([]);
    },
  );

  test.each([
    ['createTeam(data: { slug: "x", name: null }) { id }', 'GRAPHQL_VALIDATION_FAILED', 'found null'],
    [
      `createTeam(data: { slug: "${'x'.repeat(192)}", name: "x" }) { id }`,
      'BAD_USER_INPUT',
      'Argument "data.slug": expected at most 191 characters, not 192',
    ],
    [
      'updateTeam(id: 999999, data: { name: "x" }) { id }',
      'NOT_FOUND',
      'there is no Team with the id "999999"',
    ],
    ['deleteTeam(id: 999999) { id }', 'NOT_FOUND', 'there is no Team with the id "999999"'],
    ['updateTeam(id: "x", data: { name: "x" }) { id }', 'BAD_USER_INPUT', 'Argument "id"'],
    [
      'createPost(data: { title: "x", body: "x", authorId: 999999 }) { id }',
      'CONSTRAINT',
      'Post.authorId refers to a row that does not exist.',
    ],
  ])('is refused where it cannot be: %s', async (field, code, message) => {
    const { errors } = await gateway.query(`mutation { ${field} }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors?.[0]?.message).toContain(message);
    expect(await query("SELECT id FROM Team WHERE name = 'x'")).toEqual([]);
  });
});
