import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Events } from '../../src/events.ts';
import type { LooseBuilder, OwnOptions } from '../../src/own/builders.ts';
import type { OwnDefinition } from '../../src/own/own-definition.ts';
import { openCountedDatabase } from '../support/count-statements.ts';
import { openTestDatabase, seededDatabaseUrl, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway, traced } from '../support/gateway.ts';

const own: OwnOptions = { extend: { User: sqlFields } };

function sqlFields(user: LooseBuilder): Record<string, OwnDefinition> {
  const needs = ['id'];
  return {
    latestPost: user.sql('Post', {
      needs,
      sql: 'SELECT k.i, MAX(p.id) AS id FROM $keys AS k JOIN Post AS p ON p.authorId = k.id GROUP BY k.i',
    }),
    postIds: user.sql('[ID!]!', {
      needs,
      sql: 'SELECT k.i, p.id AS post FROM $keys AS k JOIN Post AS p ON p.authorId = k.id ORDER BY p.id',
    }),
    someTeams: user.sql('[Membership!]!', {
      needs,
      args: { roles: '[MembershipRole!]! = [OWNER, MEMBER]', first: 'Int = 2' },
      sql: `SELECT i, userId, teamId FROM (
        SELECT k.i, m.userId, m.teamId, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY m.teamId) AS n
        FROM $keys AS k JOIN Membership AS m ON m.userId = k.id WHERE m.role IN ($roles)
      ) AS ranked WHERE n <= $first ORDER BY i, n`,
    }),
    count: user.sql('Int!', {
      needs,
      sql: 'SELECT k.i, COUNT(p.id) AS posts FROM $keys AS k LEFT JOIN Post AS p ON p.authorId = k.id GROUP BY k.i',
    }),
    joined: user.sql('DateTime', {
      needs,
      sql: 'SELECT k.i, u.createdAt FROM $keys AS k JOIN User AS u ON u.id = k.id',
    }),
    boss: user.sql('String', {
      needs: ['managerId'],
      args: { prefix: 'String' },
      sql: "SELECT k.i, CONCAT(COALESCE($prefix, '?'), COALESCE(k.managerId, 'nobody')) AS boss FROM $keys AS k /* $no ? */",
    }),
    several: user.sql('ID', {
      needs,
      sql: 'SELECT k.i, p.id FROM $keys AS k JOIN Post AS p ON p.authorId = k.id',
    }),
    lost: user.sql('ID', { needs, sql: 'SELECT NULL AS i, k.id FROM $keys AS k' }),
    strange: user.sql('Post', { needs, sql: 'SELECT k.i, k.id AS postId, 1 AS more FROM $keys AS k' }),
    broken: user.sql('ID', { needs, sql: 'SELECT k.i, k.missing FROM $keys AS k' }),
    large: user.sql('String', { needs, sql: "SELECT k.i, REPEAT('x', 200000) AS x FROM $keys AS k" }),
    slow: user.sql('Int', { needs, sql: 'SELECT k.i, SLEEP(20) AS slept FROM $keys AS k' }),
    late: user.sql('Int', { needs, timeoutMs: 50, sql: 'SELECT k.i, SLEEP(3) AS slept FROM $keys AS k' }),
  };
}

const opened = new AsyncDisposableStack();
let gateway: TestGateway;
let database: TestDatabase;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('directory'));
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, own }));
});

afterAll(() => opened.disposeAsync());

/** Queries fields of the first users. */
function ask(fields: string, first = 3): ReturnType<TestGateway['query']> {
  return gateway.query(`{ users(first: ${first}) { nodes { id ${fields} } } }`, {}, traced);
}

async function isSleeping(): Promise<boolean> {
  const running: unknown[] = await database.connection.query(
    "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND INFO LIKE '%SLEEP(20)%' AND ID <> CONNECTION_ID()",
    [database.name],
  );
  return running.length > 0;
}

describe('Own SQL', () => {
  test('answers scalars, keys of models, and lists of both, as SQL by itself does', async () => {
    const { data, errors, statements, statementsAtMost } = await ask(
      'latestPost { id title } postIds count joined createdAt someTeams { userId teamId role } owned: someTeams(roles: [OWNER]) { role }',
      50,
    );
    expect(errors).toBeUndefined();
    const { nodes } = (data as { users: { nodes: Record<string, unknown>[] } }).users;
    for (const node of nodes) {
      const posts: { id: number; title: string }[] = await database.connection.query(
        'SELECT id, title FROM Post WHERE authorId = ? ORDER BY id',
        [node['id']],
      );
      const teams: { userId: number; teamId: number; role: string }[] = await database.connection.query(
        'SELECT userId, teamId, role FROM Membership WHERE userId = ? ORDER BY teamId',
        [node['id']],
      );
      const last = posts.at(-1);
      expect(node).toEqual({
        id: node['id'],
        latestPost: last ? { id: String(last.id), title: last.title } : null,
        postIds: posts.map(({ id }) => String(id)),
        count: posts.length,
        joined: node['createdAt'],
        createdAt: node['createdAt'],
        someTeams: teams
          .slice(0, 2)
          .map(({ userId, teamId, role }) => ({ userId: String(userId), teamId: String(teamId), role })),
        owned: teams
          .filter(({ role }) => role === 'OWNER')
          .slice(0, 2)
          .map(({ role }) => ({ role })),
      });
    }
    expect(statements.length).toBeLessThanOrEqual(statementsAtMost ?? 0);
    expect(statementsAtMost).toBe(10);
  });

  test('reads NULL as NULL, and values only as parameters', async () => {
    const { data, errors } = await gateway.query(
      `query ($prefix: String) { users(first: 1, where: { managerId: { equals: null } }) { nodes { boss(prefix: $prefix) other: boss } } }`,
      { prefix: "'; DROP TABLE User; -- $keys ?" },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      users: { nodes: [{ boss: "'; DROP TABLE User; -- $keys ?nobody", other: '?nobody' }] },
    });
  });

  test.each([
    ['several', 'User.several: expected at most one row per user, got ', 'INTERNAL_SERVER_ERROR'],
    ['lost', 'User.lost: expected i of $keys in every row, got null.', 'INTERNAL_SERVER_ERROR'],
    [
      'strange { id }',
      'User.strange: expected the columns i and id, got i, postId, more.',
      'INTERNAL_SERVER_ERROR',
    ],
    ['broken', 'The database refused a statement.', 'INTERNAL_SERVER_ERROR'],
    ['late', 'User.late took longer than 50 ms.', 'TIMEOUT'],
  ])('%s fails alone, with its message, path and code', async (field, message, code) => {
    const { status, data, errors } = await ask(`name ${field}`, 1);
    const [name = ''] = field.split(' ');
    expect(errors).toMatchObject([{ path: ['users', 'nodes', 0, name], extensions: { code } }]);
    expect(errors?.[0]?.message).toContain(message);
    expect(status).toBe(200);
    expect(data).toMatchObject({ users: { nodes: [{ id: '1', [name]: null }] } });
  });

  test('beyond the bytes of an answer is refused', async () => {
    await using small = await openTestGateway({
      databaseUrl: database.url,
      own,
      settings: { RESPONSE_MAX_BYTES: '1000000' },
    });
    const { status, errors } = await small.query('{ users(first: 20) { nodes { large } } }');
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_COMPLEX' } }]);
  });

  test('is cancelled in the database when the client goes away', async () => {
    const controller = new AbortController();
    const asking = gateway.query('{ user(id: 1) { slow } }', {}, { signal: controller.signal });
    await expect.poll(isSleeping, { timeout: 10_000 }).toBe(true);
    controller.abort();
    await expect(asking).rejects.toThrow('abort');
    await expect.poll(isSleeping, { timeout: 10_000 }).toBe(false);
  });

  test('of 64 concurrent requests takes at most four statements by the counters of the server', async () => {
    await using counted = await openCountedDatabase(seededDatabaseUrl());
    const events = new Events();
    await using counting = await openTestGateway({
      databaseUrl: counted.url,
      own,
      events,
      settings: { POOL_SIZE: '2' },
    });
    const askAll = (from: number): Promise<unknown> =>
      Promise.all(
        Array.from({ length: 64 }, async (_, index) => {
          const { errors } = await counting.query(`{ user(id: ${from + index}) { count } }`);
          expect(errors).toBeUndefined();
        }),
      );
    await askAll(1);
    let ownStatements = 0;
    using _counting = events.statements.subscribe(({ sql }) => {
      if (sql.includes('COUNT(p.id)')) ownStatements += 1;
    });
    const statements = await counted.countStatements(() => askAll(100));
    expect(ownStatements).toBeLessThanOrEqual(4);
    // The users themselves take as many, before their fields are known.
    expect(statements).toBeLessThanOrEqual(8);
  });

  test('takes no more statements than statementsAtMost by the counters of the server', async () => {
    await using counted = await openCountedDatabase(seededDatabaseUrl());
    await using counting = await openTestGateway({ databaseUrl: counted.url, own });
    const document = '{ users(first: 100) { nodes { count latestPost { author { count } } again: count } } }';
    const { statementsAtMost } = await counting.query(document, {}, traced);
    let errors: unknown;
    const statements = await counted.countStatements(
      async () => ({ errors } = await counting.query(document)),
    );
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(statementsAtMost ?? 0);
    expect(statements).toBeLessThanOrEqual(5);
  });
});
