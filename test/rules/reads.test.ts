import { isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import type { ProtectionOptions } from '../../src/rules/protection.ts';
import type { ViewerData } from '../../src/rules/viewer.ts';
import { statementsAtMost } from '../../src/schema/statements-at-most.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { openTestDatabase, seededDatabaseUrl, type TestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';
import { readQueryDocuments } from '../support/query-documents.ts';
import { openViewerGateway, type ViewerAnswer, type ViewerGateway } from '../support/viewer-gateway.ts';

const models = await readGeneratedModel();

const protection: ProtectionOptions = {
  viewer: { values: { id: 'User.id', manager: 'User.managerId' }, roles: ['admin', 'hr'] },
  rules: ({ viewer }) => ({
    Post: { read: [{ published: true }, { authorId: viewer['id'] }, 'admin'] },
    Comment: { read: { post: 'read' } },
    Team: { read: [{ memberships: { some: { userId: viewer['id'] } } }, 'admin'] },
    Membership: { read: { userId: viewer['id'] } },
    User: {
      read: 'anyone',
      fields: {
        email: { read: [{ id: viewer['id'] }, 'admin'] },
        role: { read: 'hr' },
        managerId: { read: [{ managerId: viewer['manager'] }, 'hr'] },
      },
    },
  }),
};

const person = (id: number, ...roles: readonly string[]): ViewerData => ({ values: { id }, roles });

let database: TestDatabase;
let gateway: ViewerGateway;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.connection.query(`
    INSERT INTO User (id, email, name, role, managerId, updatedAt) VALUES
      (1, 'ada@x', 'Ada', 'ADMIN', NULL, NOW()), (2, 'bob@x', 'Bob', 'MEMBER', 1, NOW()), (3, 'cy@x', 'Cy', 'MEMBER', 1, NOW());
    INSERT INTO Post (id, title, body, published, authorId) VALUES
      (1, 'open', 'b', TRUE, 1), (2, 'draft of Ada', 'b', FALSE, 1), (3, 'draft of Bob', 'b', FALSE, 2);
    INSERT INTO Comment (id, body, postId, authorId) VALUES (1, 'on open', 1, 2), (2, 'on a draft', 2, 2);
    INSERT INTO Team (id, slug, name) VALUES (1, 'a', 'A'), (2, 'b', 'B');
    INSERT INTO Membership (userId, teamId, role) VALUES (1, 1, 'MEMBER'), (2, 1, 'MEMBER'), (2, 2, 'MEMBER');`);
  gateway = await openViewerGateway({ databaseUrl: database.url, models, protection });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const ask = (viewer: ViewerData | null, text: string, variables = {}): Promise<ViewerAnswer> =>
  gateway.ask(viewer, { text, variables });

describe('Rows', () => {
  test.each([
    ['anonymous', null, [1]],
    ['Ada', person(1), [1, 2]],
    ['Bob', person(2), [1, 3]],
    ['an admin', person(3, 'admin'), [1, 2, 3]],
  ])(
    'that may not be seen are absent for %s from lists, counts, lookups and nodes',
    async (_, viewer, ids) => {
      const { data, errors } = await ask(
        viewer,
        '{ posts { totalCount nodes { id } aggregate { max { id } } } postsById(ids: ["1", "2", "3"]) { id } }',
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        posts: {
          totalCount: ids.length,
          nodes: ids.map((id) => ({ id: String(id) })),
          aggregate: { max: { id: String(Math.max(...ids)) } },
        },
        postsById: [1, 2, 3].map((id) => (ids.includes(id) ? { id: String(id) } : null)),
      });
    },
  );

  test('are hidden from filters and counts of relations, and from the rows that refer to them', async () => {
    const text = `{
      users(orderBy: [{ posts: { count: desc } }, { id: asc }]) { nodes { id posts { totalCount } } }
      some: users(where: { posts: { some: { published: { equals: false } } } }) { nodes { id } }
      every: users(where: { posts: { every: { published: { equals: true } } } }) { totalCount }
      count: users(where: { posts: { count: { equals: 1 } } }) { nodes { id } }
      comments { nodes { id post { id } } }
    }`;
    expect((await ask(null, text)).data).toEqual({
      users: { nodes: [1, 2, 3].map((id) => ({ id: String(id), posts: { totalCount: id === 1 ? 1 : 0 } })) },
      some: { nodes: [] },
      every: { totalCount: 3 },
      count: { nodes: [{ id: '1' }] },
      comments: { nodes: [{ id: '1', post: { id: '1' } }] },
    });
    expect((await ask(person(2), text)).data).toMatchObject({ some: { nodes: [{ id: '2' }] } });
  });

  test('of a required relation are null where they are hidden, in the one schema of all viewers', async () => {
    const all = await ask(person(2), '{ memberships { nodes { team { slug } user { name } } } }');
    expect(all.data).toEqual({
      memberships: {
        nodes: [
          { team: { slug: 'a' }, user: { name: 'Bob' } },
          { team: { slug: 'b' }, user: { name: 'Bob' } },
        ],
      },
    });
    const type = gateway.schema.getType('Membership');
    const typeOf = (name: string): string =>
      isObjectType(type) ? String(type.getFields()[name]?.type) : 'no type';
    expect([typeOf('team'), typeOf('user')]).toEqual(['Team', 'User!']);
    const hidden = await ask(null, '{ memberships { totalCount } teams { totalCount } }');
    expect(hidden.data).toEqual({ memberships: { totalCount: 0 }, teams: { totalCount: 0 } });
  });
});

describe('Values', () => {
  test('are null in the rows in which they may not be seen, and do not find them', async () => {
    const text = `{
      users { nodes { email } }
      found: users(where: { email: { contains: "@" } }) { nodes { id } }
      missing: users(where: { email: { equals: null } }) { nodes { id } }
      outside: users(where: { email: { notIn: [] } }) { totalCount }
      inside: users(where: { NOT: [{ email: { in: [] } }] }) { totalCount }
      userByEmail(email: "ada@x") { id }
      ordered: users(orderBy: [{ email: desc }]) { nodes { id } }
    }`;
    expect((await ask(person(2), text)).data).toEqual({
      users: { nodes: [{ email: null }, { email: 'bob@x' }, { email: null }] },
      found: { nodes: [{ id: '2' }] },
      missing: { nodes: [{ id: '1' }, { id: '3' }] },
      outside: { totalCount: 3 },
      inside: { totalCount: 3 },
      userByEmail: null,
      ordered: { nodes: [{ id: '2' }, { id: '1' }, { id: '3' }] },
    });
  });

  test('that are hidden in every row are null, and may not be used', async () => {
    const { data, errors } = await ask(person(2), '{ users(first: 1) { nodes { role } } }');
    expect([data, errors]).toEqual([{ users: { nodes: [{ role: null }] } }, undefined]);
    for (const used of [
      'users(where: { role: { equals: MEMBER } }) { totalCount }',
      'posts(where: { author: { is: { NOT: [{ role: { equals: null } }] } } }) { totalCount }',
      'users(orderBy: [{ role: asc }]) { nodes { id } }',
      'posts(orderBy: [{ author: { role: asc } }]) { nodes { id } }',
    ]) {
      const refused = await ask(person(2), `{ ${used} }`);
      expect(refused.errors).toMatchObject([
        {
          path: [used.split('(')[0]],
          extensions: { code: 'FORBIDDEN' },
          message: expect.stringContaining('User.role'),
        },
      ]);
      expect(refused.sent).toBe(0);
      expect((await ask(person(2, 'hr'), `{ ${used} }`)).errors).toBeUndefined();
    }
  });

  test('that refer to a row hide the relation both ways', async () => {
    const text =
      '{ user(id: "2") { managerId manager { id } } boss: user(id: "1") { reports { totalCount } } }';
    expect((await ask(person(2), text)).data).toEqual({
      user: { managerId: null, manager: null },
      boss: { reports: { totalCount: 0 } },
    });
    const other: ViewerData = { values: { id: 9, manager: 1 }, roles: [] };
    expect((await ask(other, text)).data).toEqual({
      user: { managerId: '1', manager: { id: '1' } },
      boss: { reports: { totalCount: 2 } },
    });
  });
});

describe('Requests over HTTP', () => {
  test('are anonymous until they name a viewer, and change nothing while there are rules', async () => {
    await using served = await openTestGateway({ databaseUrl: database.url, protection });
    const { data } = await served.query('{ posts { totalCount } users(first: 1) { nodes { email } } }');
    expect(data).toEqual({ posts: { totalCount: 1 }, users: { nodes: [{ email: null }] } });
    for (const document of [
      'mutation { updatePost(id: "1", data: { title: "mine" }) { id } }',
      'mutation { deleteComments(where: {}) { count } }',
    ]) {
      const refused = await served.query(document);
      expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    const [kept] = await database.connection.query<{ title: string }[]>(
      'SELECT title FROM Post WHERE id = 1',
    );
    expect(kept?.title).toBe('open');
    expect((await served.query('{ comments { totalCount } }')).data).toEqual({ comments: { totalCount: 1 } });
  });
});

describe('Statements', () => {
  test('are as few with rules as without', async () => {
    const { schema } = gateway;
    const plain = buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });
    await using seeded = await openViewerGateway({ databaseUrl: seededDatabaseUrl(), models, protection });
    const documents = readQueryDocuments();
    expect(documents.length).toBeGreaterThan(20);
    for (const { text, variables } of documents) {
      const document = parse(text);
      const most = statementsAtMost(schema, document, { variables });
      expect(most).toBe(statementsAtMost(plain, document, { variables }));
      const { sent } = await seeded.ask(person(1, 'hr', 'admin'), { text, variables });
      expect(sent).toBeLessThanOrEqual(most);
    }
  });

  test('are shared by viewers who ask at once', async () => {
    const before = { ...gateway.counts };
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        ask(person(index % 4), '{ post(id: "3") { title } posts { nodes { id } totalCount } }'),
      ),
    );
    for (const [index, { data }] of answers.entries()) {
      const mine = index % 4 === 1 ? ['1', '2'] : index % 4 === 2 ? ['1', '3'] : ['1'];
      expect(data).toEqual({
        post: index % 4 === 2 ? { title: 'draft of Bob' } : null,
        posts: { nodes: mine.map((id) => ({ id })), totalCount: mine.length },
      });
    }
    expect(gateway.counts.statements - before.statements).toBeLessThanOrEqual(6);
    expect(gateway.counts.shared - before.shared).toBeGreaterThanOrEqual(3);
  });

  test('have no viewer among their keys where the rules need none', async () => {
    const before = gateway.counts.shared;
    await Promise.all(Array.from({ length: 20 }, (_, id) => ask(person(id), '{ user(id: "1") { name } }')));
    await Promise.all(Array.from({ length: 20 }, () => ask(person(1), '{ post(id: "2") { title } }')));
    expect(gateway.counts.shared).toBe(before);
  });
});
