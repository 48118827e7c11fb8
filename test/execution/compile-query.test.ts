import { execute, getOperationAST, getVariableValues, type GraphQLSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { QueryCompilations } from '../../src/execution/query-variants.ts';
import { readGeneratedModel } from '../../src/gateway.ts';
import { ResponseTooLargeError, TimeoutError } from '../../src/errors.ts';
import { Coalescer } from '../../src/loaders/coalescer.ts';
import type { LoadSource } from '../../src/loaders/load-source.ts';
import { Session } from '../../src/loaders/session.ts';
import type { Shape } from '../../src/model/load.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { openTestLoaders, type TestLoaders } from '../support/loaders.ts';
import { generateDocuments, readQueryDocuments } from '../support/query-documents.ts';

const config = readConfig({});
let schema: GraphQLSchema;
let queries: QueryCompilations;
let loaders: TestLoaders;

beforeAll(async () => {
  schema = buildSchema(await readGeneratedModel(), config);
  queries = new QueryCompilations(schema, config);
  loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
});

afterAll(() => loaders[Symbol.asyncDispose]());

/** The answer as a whole, as JSON; undefined where there is none. */
async function answerWhole(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<string | undefined> {
  const document = parse(text);
  const { variableDefinitions = [] } = getOperationAST(document) ?? {};
  const { coerced = {} } = getVariableValues(schema, variableDefinitions, variables);
  const query = queries.add(document, undefined)(coerced);
  const answer = await query?.(loaders.openSession(), coerced);
  return answer && JSON.stringify(answer);
}

/** The answer of graphql-js, as JSON; undefined where it has errors. */
async function interpret(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<string | undefined> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const contextValue = { session: loaders.openSession() };
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
  return errors ? undefined : JSON.stringify(data);
}

describe('Query that is answered as a whole', () => {
  const documents = [...readQueryDocuments(), ...generateDocuments(60, 20261126)];

  test.each(documents)(
    'is answered as graphql-js answers it, to the byte: $name',
    async ({ text, variables: written }) => {
      const variables = JSON.parse(JSON.stringify(written)) as Record<string, unknown>; // as they come over HTTP
      const whole = await answerWhole(text, variables);
      const isWhole = !/\bnodes?\(nodeIds?:/.test(text);
      expect(whole).toBe(isWhole ? await interpret(text, variables) : undefined);
    },
  );

  test.each([
    [
      'two aliases of one relation',
      '{ users(first: 3) { nodes { a: posts(first: 1) { nodes { id } } b: posts(last: 2) { nodes { id title } } } } }',
    ],
    [
      'rows that are shown as nodes and as edges',
      '{ users(first: 3) { nodes { name posts { totalCount } } edges { cursor node { bio posts(first: 1) { nodes { author { bio } } } } } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }',
    ],
    [
      'one list of nodes twice',
      '{ users(first: 3) { a: nodes { name } b: nodes { posts(first: 1) { nodes { title } } } } }',
    ],
    [
      'merged fields of fragments',
      '{ users(first: 2) { nodes { ...A ...B posts(first: 2) { nodes { title } } } } } fragment A on User { posts(first: 2) { nodes { id author { name } } } } fragment B on Node { nodeId __typename ... on User { posts(first: 2) { totalCount } } ... on Post { title } }',
    ],
    [
      'names of types',
      '{ __typename users(first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } aggregate { __typename count min { __typename id } } } }',
    ],
    [
      'a relation back to a parent of which more is shown',
      '{ users(first: 3) { nodes { posts(first: 2) { nodes { author { bio createdAt posts(first: 1) { nodes { author { name } } } } } } } } }',
    ],
    [
      'a relation of a model to itself',
      '{ users(first: 20) { nodes { name manager { name reports(first: 2) { nodes { manager { name } } } } reports(first: 2) { nodes { name manager { bio manager { name } } } } } } }',
    ],
    [
      'lookups of the same row and of none',
      '{ usersById(ids: ["2", "1", "2", "999999"]) { id name posts(first: 1) { nodes { id } } } user(id: "999999") { name } }',
    ],
    [
      'pages of nobody',
      '{ users(where: { id: { lt: "1" } }) { totalCount nodes { posts { nodes { id } } } edges { cursor } pageInfo { endCursor hasNextPage } aggregate { count max { id } } } }',
    ],
  ])('is answered as graphql-js answers it: %s', async (_, text) => {
    const whole = await answerWhole(text);
    expect(whole).toBe(await interpret(text));
    expect(whole).toBeDefined();
  });

  test('is compiled for what its directives depend on', async () => {
    const text =
      'query ($a: Boolean!, $b: Boolean = true) { users(first: 2) { nodes { id name @include(if: $a) ... @skip(if: $b) { email } } } }';
    for (const a of [true, false]) {
      for (const b of [true, false])
        expect(await answerWhole(text, { a, b })).toBe(await interpret(text, { a, b }));
    }
  });

  test.each([
    ['introspection', '{ __schema { queryType { name } } }', {}],
    [
      'a condition that is null',
      'query ($b: Boolean = true) { users { nodes { id @skip(if: $b) } } }',
      { b: null },
    ],
    ['an argument that is refused', '{ users(first: -1) { nodes { id } } }', {}],
    ['another argument that is refused', '{ user(id: "1") { name posts(after: "x") { nodes { id } } } }', {}],
  ])('is none, and nothing of it is loaded: %s', async (_, text, variables) => {
    const before = loaders.statements.length;
    expect(await answerWhole(text, variables)).toBeUndefined();
    expect(loaders.statements.length).toBe(before);
  });

  test.each([
    '{ users { nodes { posts { pageInfo { hasNextPage hasPreviousPage } } } } }',
    '{ users { nodes { posts { pageInfo { __typename } } } } }',
    '{ users { nodes { posts { nodes { id } totalCount } } } }',
    '{ users { edges { node { posts { edges { cursor } } } } } }',
    '{ users { pageInfo { hasNextPage } } }',
    '{ users { totalCount } }',
    '{ posts { nodes { author { bio } } } }',
    '{ user(id: "1") { name } }',
    '{ usersById(ids: ["1"]) { name } }',
  ])('is none where a load fails that it shows something of: %s', async (text) => {
    const coalescer = new Coalescer(loaders.database, { queueLimit: 100, batchMaxKeys: 100 });
    // The list of all users is there where it shows more than its own figures.
    const fails = ({ kind, by }: Shape): boolean =>
      by.length > 0 || kind === 'aggregate' || !text.includes('{ nodes');
    const source: LoadSource = {
      load: (shape, keys, requester, readPaths) =>
        fails(shape)
          ? { answers: Promise.reject(new TimeoutError('too late')), leave: () => undefined }
          : coalescer.load(shape, keys, requester, readPaths),
    };
    const session = new Session(source, { loadMaxKeys: 1_000, responseMaxBytes: 1_000_000, traced: false });
    expect(await queries.add(parse(text), undefined)({})?.(session, {})).toBeUndefined();
  });

  test('is given up before it has more bytes than it may have', async () => {
    const text = `{ users(first: 50) { nodes { ${Array.from({ length: 20 }, (_, index) => `a${index}: bio`).join(' ')} } } }`;
    const short = new QueryCompilations(schema, { ...config, responseMaxBytes: 10_000 });
    const query = short.add(parse(text), undefined)({});
    await expect(query?.(loaders.openSession(), {})).rejects.toThrow(ResponseTooLargeError);
    expect(await answerWhole(text)).toBe(await interpret(text));
  });

  test('does not ask for the variables of another operation', () => {
    const document = parse(
      'query A { users { nodes { id } } } query B($x: Boolean!) { users { nodes { id @skip(if: $x) } } }',
    );
    expect(queries.add(document, 'A')({})).toBeDefined();
    expect(queries.add(document, 'B')({})).toBeUndefined();
  });
});
