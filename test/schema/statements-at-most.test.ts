import { parse, type GraphQLSchema, validate } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { writeNodeId } from '../../src/resolvers/node-id.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { statementsAtMost, type RequestParts } from '../../src/schema/statements-at-most.ts';

let schema: GraphQLSchema;
let models: Awaited<ReturnType<typeof readGeneratedModel>>;

beforeAll(async () => {
  models = await readGeneratedModel();
  schema = buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });
});

function count(text: string, parts?: RequestParts): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return statementsAtMost(schema, document, parts);
}

function nodeId(type: string, ...values: readonly string[]): string {
  const model = models.all.find(({ names }) => names.type === type);
  if (model === undefined) throw new Error(`Expected a model ${type}.`);
  return writeNodeId(model, values);
}

describe('Statements at most', () => {
  test.each([
    ['nothing of the database', '{ __typename __schema { types { name } } }', 0],
    ['a lookup', '{ user(id: 1) { id nodeId name } }', 1],
    ['a lookup of many', '{ usersById(ids: [1, 2, 3]) { id } }', 1],
    ['two lookups', '{ one: user(id: 1) { id } two: user(id: 2) { id } }', 2],
    ['a page', '{ users { nodes { id } } }', 1],
    [
      'all that a page is read for',
      '{ users { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage } } }',
      1,
    ],
    ['pageInfo alone', '{ users { pageInfo { hasNextPage } } }', 1],
    ['a count alone', '{ users { totalCount } }', 1],
    [
      'all figures',
      '{ users { totalCount n: totalCount aggregate { count min { id } } a: aggregate { count } } }',
      1,
    ],
    ['a page and figures', '{ users { totalCount nodes { id } } }', 2],
    ['a connection of which nothing is asked', '{ users { __typename } }', 0],
    ['levels', '{ users { nodes { posts { nodes { author { name } } } } } }', 3],
    [
      'both ways to the rows of one page',
      '{ users { nodes { manager { id } } edges { node { manager { id } } } } }',
      3,
    ],
    [
      'one relation with different arguments',
      '{ user(id: 1) { a: posts(first: 1) { totalCount } b: posts { nodes { id } } } }',
      3,
    ],
    [
      'a field in two parts',
      '{ user(id: 1) { manager { id } } user(id: 1) { manager { name posts { totalCount } } } }',
      3,
    ],
    [
      'a fragment in two places',
      '{ a: user(id: 1) { ...M } b: user(id: 2) { ...M } } fragment M on User { manager { id } }',
      4,
    ],
    [
      'a fragment twice in one place',
      '{ user(id: 1) { ...M ... on User { ...M } ... on Node { ...M } } } fragment M on User { manager { id } }',
      2,
    ],
    [
      'what the fields of a mutation answer, each by itself',
      'mutation { a: updateUser(id: 1, data: {}) { id posts { totalCount nodes { id } } } b: updateUser(id: 1, data: {}) { id } createUsers(data: []) { manager { id } } }',
      6 + 4,
    ],
    [
      'nothing for what a write itself answers',
      'mutation { deleteUser(id: 1) { id } deleteUsers(where: {}) { count } deletePost(id: 1) { author { id } } }',
      1 + 2 + 21 + 2,
    ],
    ['a new row', 'mutation { createTeam(data: { slug: "a", name: "a" }) { id } }', 2],
    [
      'new rows, and the difference of their numbers once',
      `mutation {
        a: createTeams(data: [{ slug: "a", name: "a" }, { slug: "b", name: "b" }]) { id }
        b: createTeams(data: [{ slug: "c", name: "c" }, { slug: "d", name: "d" }]) { id }
      }`,
      2 * 2 + 1,
    ],
    [
      'a level of new rows once, whichever rows they belong to',
      `mutation { createUser(data: { email: "e", name: "n", posts: { create: [
        { title: "a", body: "b", comments: { create: [{ body: "c", authorId: 1 }, { body: "d", authorId: 1 }] } },
        { title: "a", body: "b", comments: { create: [{ body: "c", authorId: 1 }] } }
      ] } }) { id } }`,
      1 + 1 + 1 + 1 + 1,
    ],
    [
      'rows to connect once for each key that names them, and once for the links',
      'mutation { updateUser(id: 1, data: { posts: { connect: [{ id: 1 }, { id: 2 }] } }) { id } }',
      1 + 1 + 1 + 1 + 1,
    ],
    [
      'each nested update by itself',
      `mutation { updateUser(id: 1, data: { posts: { update: [
        { where: { id: 1 }, data: { title: "a" } }, { where: { id: 2 }, data: { title: "b" } }
      ] } }) { id } }`,
      1 + 1 + 2 * 3 + 1,
    ],
  ])('counts %s', (_name, document, expected) => {
    expect(count(document)).toBe(expected);
  });

  test('grows with the rows of a list by statements of several thousand', () => {
    const text = 'mutation ($data: [TeamCreateManyInput!]!) { createTeams(data: $data) { id } }';
    const many = (rows: number): number => {
      const data = Array.from({ length: rows }, (_, index) => ({ slug: String(index), name: '' }));
      return count(text, { variables: { data } });
    };
    expect([many(0), many(1), many(2), many(100)]).toEqual([1, 2, 3, 3]);
    expect(many(10_000)).toBeLessThan(100);
    expect(count(text)).toBe(Infinity);
  });

  test('leaves out what a literal condition leaves out', () => {
    expect(count('{ users @skip(if: true) { totalCount } }')).toBe(0);
    expect(count('{ users { ... @include(if: false) { totalCount } nodes @skip(if: false) { id } } }')).toBe(
      1,
    );
    expect(count('{ users { ...F @include(if: true) } } fragment F on UserConnection { totalCount }')).toBe(
      1,
    );
  });

  test('takes a condition that is not known for the dearer case', () => {
    const document =
      'query ($all: Boolean!, $few: Boolean = false) { users { totalCount @include(if: $all) nodes @skip(if: $few) { id } } }';
    expect(count(document)).toBe(2);
    expect(count(document, { variables: { all: true } })).toBe(2);
    expect(count(document, { variables: { all: false } })).toBe(1);
    expect(count(document, { variables: { all: false, few: true } })).toBe(0);
  });

  test('is nothing for a request that is refused for its variables', () => {
    expect(count('query ($id: ID!) { user(id: $id) { id } }', { variables: {} })).toBe(0);
  });

  test('counts the operation that is named', () => {
    const document = 'query One { user(id: 1) { id } } query Two { user(id: 1) { manager { id } } }';
    expect(count(document, { operationName: 'One' })).toBe(1);
    expect(count(document, { operationName: 'Two' })).toBe(2);
    expect(count(document)).toBe(0);
  });

  test('counts of a node what is asked of the model that its id names', () => {
    const document =
      'query ($id: ID!) { node(nodeId: $id) { nodeId ... on User { manager { id } } ... on Post { id } } }';
    expect(count(document)).toBe(2);
    expect(count(document, { variables: { id: nodeId('User', '1') } })).toBe(2);
    expect(count(document, { variables: { id: nodeId('Post', '1') } })).toBe(1);
    const literal = `{ node(nodeId: "${nodeId('Post', '1')}") { ... on User { manager { id } } ... on Post { id } } }`;
    expect(count(literal)).toBe(1);
  });

  test('counts of nodes a statement a model, however many ids name it', () => {
    const document =
      'query ($ids: [ID!]!) { nodes(nodeIds: $ids) { nodeId ... on User { manager { id } } ... on Team { memberships { totalCount } } } }';
    const users = Array.from({ length: 100 }, (_, index) => nodeId('User', String(index)));
    expect(count(document, { variables: { ids: users } })).toBe(2);
    expect(count(document, { variables: { ids: [...users, nodeId('Post', '1')] } })).toBe(3);
    expect(count(document, { variables: { ids: [nodeId('Team', '1'), ...users] } })).toBe(4);
    expect(count(document, { variables: { ids: ['none'] } })).toBe(0);
    expect(count(document, { variables: { ids: [] } })).toBe(0);
    expect(count(document)).toBe(models.all.length + 2);
  });
});
