import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  // Without foreign keys, which such tables do not have.
  await database.connection.query(`
    CREATE TABLE Copy LIKE Membership; DROP TABLE Membership; RENAME TABLE Copy TO Membership;
    ALTER TABLE Team ENGINE = MyISAM;
    INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a', 'A', NOW())`);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url }));
});

afterAll(() => opened.disposeAsync());

async function readSlugs(): Promise<unknown> {
  const rows = await database.connection.query<{ slug: string }[]>('SELECT slug FROM Team ORDER BY id');
  return rows.map(({ slug }) => slug);
}

async function readName(): Promise<unknown> {
  const [row] = await database.connection.query<{ name: string }[]>('SELECT name FROM User WHERE id = 1');
  return row?.name;
}

describe('Table without transactions', () => {
  test('is named in a warning at start', () => {
    const told = gateway.lines.filter(({ msg }) => String(msg).startsWith('Tables without transactions'));
    expect(told).toMatchObject([{ level: 'warn', msg: expect.stringContaining(': Team (MyISAM). ') }]);
  });

  test('is written by a document of one root field, without nested writes', async () => {
    const { errors } = await gateway.query(
      'mutation { __typename createTeam(data: { slug: "one", name: "One" }) { slug } }',
    );
    expect(errors).toBeUndefined();
    expect(await readSlugs()).toContain('one');
  });

  test.each([
    [
      'createTeam(data: { slug: "no", name: "N" }) { id } updateUser(id: 1, data: { name: "N" }) { id }',
      'createTeam',
      '2 root fields',
    ],
    [
      'updateUser(id: 1, data: { name: "N" }) { id } createTeam(data: { slug: "no", name: "N" }) { id }',
      'createTeam',
      '2 root fields',
    ],
    [
      'a: createTeam(data: { slug: "no", name: "N" }) { id } ...{ b: deleteTeams(where: {}) { count } }',
      'a',
      '2 root fields',
    ],
    [
      'createTeam(data: { slug: "no", name: "N", memberships: { create: [{ user: { connect: { id: 1 } } }] } }) { id }',
      'createTeam',
      'a nested write',
    ],
    [
      'updateUser(id: 1, data: { name: "N", memberships: { create: [{ team: { create: { slug: "no", name: "N" } } }] } }) { id }',
      'updateUser',
      'a nested write',
    ],
  ])('is not written beside others: %s', async (fields, root, got) => {
    const before = await readSlugs();
    const { errors } = await gateway.query(`mutation { ${fields} }`);
    expect(errors?.find(({ path }) => path?.[0] === root)).toMatchObject({
      message: `Expected a document with one root field, and no nested writes in it, to write to Team, got ${got}: its table has no transactions, so it could not be rolled back.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await readSlugs()).toEqual(before);
    expect(await readName()).toBe('A');
  });

  test('is no matter to a nested write that only refers to its rows', async () => {
    const [team] = await database.connection.query<{ id: number }[]>('SELECT MAX(id) AS id FROM Team');
    const { errors } = await gateway.query(
      'mutation ($id: ID!) { createMembership(data: { user: { connect: { id: 1 } }, team: { connect: { id: $id } } }) { role } }',
      { id: team?.id },
    );
    expect(errors).toBeUndefined();
  });
});
