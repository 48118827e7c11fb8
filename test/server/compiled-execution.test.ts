import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, post, type Received, type TestServer } from './support.ts';

describe('Compiled execution', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ DOCUMENT_MAX_ALIASES: '1000' });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** The same question twice: once small enough to be compiled, once with a field repeated beyond that. */
  const both = async (fields: string, variables: object): Promise<[unknown, unknown]> => {
    const ask = async (times: number): Promise<unknown> => {
      const query = `query Ask($n: Int = 1, $yes: Boolean = true) { ${fields} user(id: "1") { ${'manager { id } '.repeat(times)} ...F } } fragment F on User { name ... on User @include(if: $yes) { k: id } }`;
      return readAnswer(await post(server.url, query, { variables }));
    };
    return [await ask(1), await ask(300)];
  };

  test.each([
    ['data', 'first(first: $n) a: user(id: "7") { id name } '],
    ['errors of resolvers', 'boom bad complex plain'],
    [
      'Error objects as values and null for non-null',
      'user(id: "1") { errorValue badRow reports { id } m: manager { dangling { id } } }',
    ],
    ['stored values that do not fit', 'user(id: "1") { age }'],
    ['null at the root', 'required'],
    ['directives with variables', 'a: first(first: 1) @include(if: $yes) b: first(first: 1) @skip(if: $yes)'],
    [
      'a fragment that is spread under different conditions',
      'a: user(id: "1") { ...F @include(if: $yes) m: manager { id ...F @skip(if: $yes) } } b: user(id: "2") { id ...F @skip(if: $yes) ... @include(if: $yes) { m: manager { ...F } } }',
    ],
    ['introspection', '__type(name: "User") { name fields { name } }'],
  ])('answers %s as the interpreter does', async (_, fields) => {
    for (const yes of [true, false]) {
      const [compiled, interpreted] = await both(fields, { yes });
      expect(compiled).toEqual(interpreted);
      expect(compiled).toHaveProperty('json.data');
    }
  });

  test('takes the operation that is named, and each anew', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }';
    for (const [operationName, data] of [
      ['A', { a: 'Query' }],
      ['B', { b: 'Query' }],
      ['A', { a: 'Query' }],
    ] as const) {
      expect((await post(server.url, query, { operationName })).json).toEqual({ data });
    }
  });
});

/** The order of errors is nobody's promise, and positions differ between the two documents' lengths. */
function readAnswer({ status, json }: Received): unknown {
  const errors = json.errors?.map(({ message, path, extensions }) => ({
    message,
    path: path?.join('.'),
    extensions,
  }));
  return {
    status,
    json: {
      data: json.data,
      errors: errors?.toSorted((a, b) => String(a.path).localeCompare(String(b.path))),
    },
  };
}
