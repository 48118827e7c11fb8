import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;
let before: readonly unknown[];

const tables = ['User', 'Team', 'Membership', 'Post', 'Comment'];

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  await database.connection.query(`
    INSERT INTO User (id, email, name, managerId, updatedAt) VALUES
      (1, 'ada@example.com', 'Ada', NULL, '2026-01-01'), (2, 'bob@example.com', 'Bob', 1, '2026-01-01');
    INSERT INTO Team (id, slug, name) VALUES (1, 'one', 'One'), (2, 'two', 'Two');
    INSERT INTO Membership (userId, teamId) VALUES (1, 1);
    INSERT INTO Post (id, title, body, authorId) VALUES (1, 'First', '', 1), (2, 'Second', '', 2)`);
  gateway = opened.use(
    await openTestGateway({ databaseUrl: database.url, settings: { WRITE_MAX_ROWS: '3' } }),
  );
  before = await readTables();
});

afterAll(() => opened.disposeAsync());

async function readTables(): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await database.connection.query(`SELECT * FROM \`${table}\``));
  return rows;
}

const user = 'email: "x@example.com", name: "X"';
const long = 'x'.repeat(192);

describe('Input that cannot be written is refused and changes nothing', () => {
  test.each<[field: string, code: string, message: string]>([
    // values
    [
      `createTeam(data: { slug: "${long}", name: "x" }) { id }`,
      'BAD_USER_INPUT',
      'Argument "data.slug": expected at most 191 characters',
    ],
    [
      'createTeam(data: { slug: "x" }) { id }',
      'GRAPHQL_VALIDATION_FAILED',
      'Field "TeamCreateInput.name" of required type "String!" was not provided.',
    ],
    ['createTeam(data: { slug: "x", name: null }) { id }', 'GRAPHQL_VALIDATION_FAILED', 'found null'],
    [
      'createTeam(data: { slug: "x", name: "x", id: 7 }) { id }',
      'GRAPHQL_VALIDATION_FAILED',
      'Field "id" is not defined by type "TeamCreateInput"',
    ],
    [
      `createUser(data: { ${user}, role: OWNER }) { id }`,
      'GRAPHQL_VALIDATION_FAILED',
      'Value "OWNER" does not exist in "Role" enum',
    ],
    [
      `createUser(data: { ${user}, createdAt: "yesterday" }) { id }`,
      'GRAPHQL_VALIDATION_FAILED',
      'DateTime: expected an RFC 3339 date-time',
    ],
    [
      'updateUser(id: 1, data: { name: null }) { id }',
      'BAD_USER_INPUT',
      'Argument "data.name": expected a string, got null.',
    ],
    [
      'updateUser(id: "01", data: { name: "x" }) { id }',
      'BAD_USER_INPUT',
      'Argument "id": expected a whole number',
    ],
    [
      'createPost(data: { title: "x", body: "", authorId: "one" }) { id }',
      'BAD_USER_INPUT',
      'Argument "data.authorId": expected a whole number',
    ],
    // references
    [
      'createPost(data: { title: "x", body: "" }) { id }',
      'BAD_USER_INPUT',
      'Argument "data": expected authorId or author, got none.',
    ],
    [
      'createPost(data: { title: "x", body: "", authorId: 1, author: { connect: { id: 1 } } }) { id }',
      'BAD_USER_INPUT',
      'Argument "data": expected authorId or author, got both.',
    ],
    [
      'createPost(data: { title: "x", body: "", authorId: 99 }) { id }',
      'CONSTRAINT',
      'Post.authorId refers to a row that does not exist.',
    ],
    [
      'createPost(data: { title: "x", body: "", author: { connect: { email: "nobody" } } }) { id }',
      'NOT_FOUND',
      'there is no',
    ],
    [
      'createPost(data: { title: "x", body: "", author: { connect: { id: 1, email: "a" } } }) { id }',
      'GRAPHQL_VALIDATION_FAILED',
      'exactly one key',
    ],
    ['deleteUser(id: 1) { id }', 'CONSTRAINT', 'A row is still referred to by Post.authorId.'],
    // rows that are not there, or there already
    [
      'updateTeam(id: 99, data: { name: "x" }) { id }',
      'NOT_FOUND',
      'Argument "id": there is no Team with the id "99".',
    ],
    [
      'updateUserByEmail(email: "nobody", data: { name: "x" }) { id }',
      'NOT_FOUND',
      'Argument "email": there is no User with the email "nobody".',
    ],
    [
      'deleteMembership(userId: 2, teamId: 2) { role }',
      'NOT_FOUND',
      'there is no Membership with the userId "2" and teamId "2".',
    ],
    [
      'updateUser(id: 1, data: { posts: { update: { where: { id: 2 }, data: { title: "x" } } } }) { id }',
      'NOT_FOUND',
      'there is no',
    ],
    [
      'createTeam(data: { slug: "ONE", name: "x" }) { id }',
      'CONFLICT',
      'Another Team has this slug already.',
    ],
    [
      'createMembership(data: { userId: 1, teamId: 1 }) { role }',
      'CONFLICT',
      'Another Membership has this userId and teamId already.',
    ],
    [
      'createTeams(data: [{ slug: "a", name: "x" }, { slug: "a", name: "x" }]) { id }',
      'CONFLICT',
      'Another Team has this slug already.',
    ],
    [
      'updateUser(id: 1, data: { name: "x" }, ifUnchangedSince: "2025-12-31T00:00:00Z") { id }',
      'CONFLICT',
      'Argument "ifUnchangedSince": expected updatedAt to be 2025-12-31T00:00:00Z still',
    ],
    // relations that must lead somewhere
    [
      'updateUser(id: 1, data: { posts: { set: [] } }) { id }',
      'CONSTRAINT',
      'expected every Post to keep the row that it must refer to.',
    ],
    // bounds
    [
      'createTeams(data: [{ slug: "a", name: "" }, { slug: "b", name: "" }, { slug: "c", name: "" }, { slug: "d", name: "" }]) { id }',
      'TOO_COMPLEX',
      '3',
    ],
    [
      'updateTeams(data: { name: "x" }) { count }',
      'GRAPHQL_VALIDATION_FAILED',
      '"where" of type "TeamWhere!" is required',
    ],
  ])('%s', async (field, code, message) => {
    const { errors } = await gateway.query(`mutation { ${field} }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.message).not.toMatch(/prisma|select|sql|`/i);
    expect(await readTables()).toEqual(before);
  });
});
