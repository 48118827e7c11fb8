import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type GraphQLAnswer,
  openTestGateway,
  type TestGateway,
  traced,
  type TracedStatement,
} from '../support/gateway.ts';
import { readMetrics } from '../support/metrics.ts';
import { holdTable } from '../support/slow-statements.ts';

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  await fill(database);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url }));
});

afterAll(() => opened.disposeAsync());

const ask = (text: string, variables = {}): Promise<GraphQLAnswer> => gateway.query(text, variables, traced);

describe('Statement', () => {
  test('reads the columns that are shown, and the key where none is', async () => {
    const { statements } = await ask('{ users { nodes { name } } teams { nodes { __typename } } }');
    expect(statements.map((each) => columnsOf(each).join(' ')).toSorted()).toEqual(['id', 'name']);
  });

  test('reads what is gone by to what is shown below, and what cursors are made of', async () => {
    const { statements } = await ask(
      '{ users(orderBy: [{ email: asc }]) { edges { cursor node { manager { manager { name } } } } } }',
    );
    expect(columnsOf(statements[0])).toEqual(['email', 'id', 'managerId']);
  });

  test('reads long texts and times of no row that does not show them', async () => {
    const { data, statements } = await ask(
      '{ a: post(id: 1) { title } b: post(id: 2) { title body } c: post(id: 3) { createdAt } }',
    );
    expect(data).toMatchObject({ a: { title: 'T1' }, b: { body: 'B2' } });
    expect(statements.map((each) => columnsOf(each).join(' ')).toSorted()).toEqual([
      'body title',
      'createdAt title',
    ]);
  });
});

describe('Document', () => {
  test('loads one shape once, though its places show different columns', async () => {
    const { data, statements } = await ask(
      '{ a: user(id: 1) { name } b: user(id: 2) { email } c: usersById(ids: [1, 2]) { role } }',
    );
    expect(data).toEqual({
      a: { name: 'Ada' },
      b: { email: 'b@x' },
      c: [{ role: 'MEMBER' }, { role: 'MEMBER' }],
    });
    expect(statements).toMatchObject([{ keys: 2, rows: 2 }]);
    expect(columnsOf(statements[0])).toEqual(['email', 'name', 'role']);
  });

  test('does so at different levels, whichever is loaded first', async () => {
    const { data, statements } = await ask(
      '{ user(id: 1) { name } post(id: 1) { author { email manager { role } } } }',
    );
    expect(data).toEqual({ user: { name: 'Ada' }, post: { author: { email: 'a@x', manager: null } } });
    // The author is the user that is loaded beside the post.
    expect(statements).toHaveLength(2);
    expect(columnsOf(statements.find(({ paths }) => paths.includes('user')))).toEqual([
      'email',
      'managerId',
      'name',
      'role',
    ]);
  });

  test('does so with pages whose arguments turn out to be the same', async () => {
    const text = `query ($two: Int!, $n: Int!) {
      a: posts(first: $two) { nodes { title } }
      b: posts(first: 2) { nodes { published author { name } } }
      c: posts(first: $n) { nodes { createdAt } }
    }`;
    const same = await ask(text, { two: 2, n: 2 });
    expect(same.statements).toHaveLength(1);
    const other = await ask(text, { two: 2, n: 1 });
    expect(other.statements.map((each) => columnsOf(each).join(' ')).toSorted()).toEqual([
      'authorId id name published title',
      'createdAt',
    ]);
    expect(other.data).toMatchObject({
      a: { nodes: [{ title: 'T1' }, { title: 'T2' }] },
      b: { nodes: [{ author: { name: 'Ada' } }, { author: { name: 'Bob' } }] },
    });
  });

  test('reads of the rows whose pages are shown what is shown of them from below', async () => {
    const { data, statements } = await ask(
      '{ users(first: 2) { nodes { name posts { nodes { author { email manager { name } } } } } } }',
    );
    const ada = { author: { email: 'a@x', manager: null } };
    const bob = { author: { email: 'b@x', manager: null } };
    expect(data).toEqual({
      users: {
        nodes: [
          { name: 'Ada', posts: { nodes: [ada, ada] } },
          { name: 'Bob', posts: { nodes: [bob] } },
        ],
      },
    });
    expect(statements[0]).toMatchObject({ paths: ['users'] });
    expect(columnsOf(statements[0])).toEqual(['email', 'id', 'managerId', 'name']);
    expect(statements.flatMap(({ paths }) => paths)).not.toContain('users.nodes.posts.nodes.author');
  });

  test('loads nodes that it shows otherwise elsewhere with both', async () => {
    const { data } = await ask('{ user(id: 1) { nodeId } }');
    const { nodeId } = (data as { user: { nodeId: string } }).user;
    const { data: both, statements } = await ask(
      'query ($id: ID!) { user(id: 1) { name } node(nodeId: $id) { ... on User { email } } }',
      { id: nodeId },
    );
    expect(both).toEqual({ user: { name: 'Ada' }, node: { email: 'a@x' } });
    expect(statements).toHaveLength(1);
  });

  test('reads after each of its writes what is shown there', async () => {
    const { data, errors } = await ask(`mutation {
      a: updateUser(id: 2, data: { name: "Bea" }) { name }
      b: updateUser(id: 2, data: { email: "bea@x" }) { name email }
      c: updateUser(id: 2, data: { name: "Bob", email: "b@x" }) { email posts { nodes { author { name } } } }
      d: deleteTeam(id: 2) { slug }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { name: 'Bea' },
      b: { name: 'Bea', email: 'bea@x' },
      c: { email: 'b@x', posts: { nodes: [{ author: { name: 'Bob' } }] } },
      d: { slug: 'two' },
    });
  });
});

describe('Requests', () => {
  test('that wait for the same rows are sent one statement of all that they show', async () => {
    await using own = await openTestDatabase('tables');
    await fill(own);
    await using narrow = await openTestGateway({
      databaseUrl: own.url,
      settings: { POOL_SIZE: '1', METRICS: 'true' },
    });
    await using held = await holdTable(own, 'Team');
    const blocking = narrow.query('{ teams { nodes { name } } }');
    await held.waitForReaders(1);
    const shown = ['user(id: 1) { name }', 'user(id: 2) { email }', 'user(id: 2) { role bio }'];
    const asking = shown.map((text, index) =>
      narrow.query(`{ ${text} posts(first: ${index + 1}) { nodes { title } } }`, {}, traced),
    );
    // What all of them share, what the last shows of its own, and a page of each, which shows that it has come.
    await waitForWaiting(narrow, 5);
    await held.letGo();
    const [one, other, long] = await Promise.all(asking);
    await blocking;
    expect([one?.data, other?.data, long?.data]).toMatchObject([
      { user: { name: 'Ada' } },
      { user: { email: 'b@x' } },
      { user: { role: 'MEMBER', bio: null } },
    ]);
    expect(ofUser(one)).toMatchObject([{ keys: 2, rows: 2, requests: 2 }]);
    expect(ofUser(other).map(({ sql }) => sql)).toEqual(ofUser(one).map(({ sql }) => sql));
    expect(ofUser(one).map(columnsOf)).toEqual([['email', 'name']]);
    expect(ofUser(long)).toMatchObject([{ keys: 1, requests: 1 }]);
  });

  test('of ever other columns make few texts of one kind', async () => {
    const names = ['id', 'email', 'name', 'role', 'createdAt', 'updatedAt'];
    const texts = new Set<string>();
    for (let number = 1; number < 2 ** names.length; number++) {
      const shown = names.filter((_, bit) => number & (1 << bit));
      const { data, statements } = await ask(`{ users(first: 1) { nodes { ${shown.join(' ')} } } }`);
      expect(Object.keys((data as { users: { nodes: [object] } }).users.nodes[0])).toEqual(shown);
      for (const { sql } of statements) texts.add(sql);
    }
    expect(texts.size).toBeLessThanOrEqual(8 + names.length);
  });
});

describe('Column that may not be read', () => {
  test('fails what shows it, and nothing else of the same statement', async () => {
    const { connection, name, url } = database;
    const user = `reader_${randomBytes(4).toString('hex')}`;
    await connection.query(`
      CREATE USER '${user}'@'%' IDENTIFIED BY 'reader';
      GRANT SELECT (id, email, name, role), UPDATE (managerId) ON \`${name}\`.User TO '${user}'@'%';
      GRANT SELECT ON \`${name}\`.Post TO '${user}'@'%'`);
    await using given = new AsyncDisposableStack();
    given.defer(() => connection.query(`DROP USER '${user}'@'%'`));
    const own = new URL(url);
    own.username = user;
    own.password = 'reader';
    own.searchParams.set('allowPublicKeyRetrieval', 'true');
    const reader = given.use(await openTestGateway({ databaseUrl: own.href }));
    const { data, errors, statements } = await reader.query(
      '{ a: user(id: 1) { name bio } b: user(id: 2) { name } c: user(id: 2) { email manager { name } } d: posts { nodes { author { name } } } }',
      {},
      traced,
    );
    expect(data).toMatchObject({
      a: { name: 'Ada', bio: null },
      b: { name: 'Bob' },
      d: { nodes: [{ author: { name: 'Ada' } }, { author: { name: 'Bob' } }, {}] },
    });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
      ['a.bio', 'BAD_DATA'],
      ['c.manager', 'BAD_DATA'],
    ]);
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});

function ofUser(answer: GraphQLAnswer | undefined): readonly TracedStatement[] {
  return answer?.statements.filter(({ paths }) => paths.includes('user')) ?? [];
}

/** Waits until so many statements wait for a connection. */
async function waitForWaiting({ url }: TestGateway, count: number): Promise<void> {
  const isSo = async (): Promise<boolean> =>
    (await readMetrics(url)).get('gather_statements_waiting') === count;
  if (!(await waitUntil(isSo, { intervalMs: 20, timeoutMs: 10_000 })))
    throw new Error(`Expected ${count} statements to wait.`);
}

async function fill({ connection }: TestDatabase): Promise<void> {
  await connection.query(`
    INSERT INTO User (id, email, name, updatedAt) VALUES (1, 'a@x', 'Ada', NOW(3)), (2, 'b@x', 'Bob', NOW(3));
    INSERT INTO Team (id, slug, name) VALUES (1, 'one', 'One'), (2, 'two', 'Two');
    INSERT INTO Post (id, title, body, authorId) VALUES (1, 'T1', 'B1', 1), (2, 'T2', 'B2', 2), (3, 'T3', 'B3', 1)`);
}

/** The columns that a statement selects, in alphabetical order; each once, whichever table it is of. */
function columnsOf(statement: { readonly sql: string } | undefined): readonly string[] {
  const { sql } = statement ?? { sql: '' };
  const list = sql.slice(0, sql.indexOf(' FROM '));
  return [...new Set(Array.from(list.matchAll(/`(\w+)`/g), ([, column = '']) => column))].toSorted();
}
