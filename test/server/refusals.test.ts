import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, post, type Received, send, type TestServer } from './support.ts';

const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
const body = (query: string): string => JSON.stringify({ query });
const threeMegabytes = body(`{ __typename } # ${'x'.repeat(3_000_000)}`);
const nested = (depth: number): string =>
  `{ user(id: 1) { ${'manager { '.repeat(depth - 2)}id${' }'.repeat(depth - 2)} } }`;
/** Each fragment spreads the next twice: 2^30 fields in a kilobyte. */
const fanOut = `{ user(id: 1) { ...F0 } } ${Array.from(
  { length: 24 },
  (_, i) => `fragment F${i} on User { a: manager { ...F${i + 1} } b: manager { ...F${i + 1} } }`,
).join(' ')} fragment F24 on User { id }`;

interface Refusal {
  readonly name: string;
  readonly send: (url: string) => Promise<Received>;
  readonly status: number;
  readonly code: string;
  readonly message: string | RegExp;
}

const documents: Refusal[] = [
  ['a syntax error', '{ user(', 400, 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
  ['an empty document', '', 400, 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Unexpected <EOF>.'],
  [
    'an unknown field',
    '{ nope }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot query field "nope" on type "Query".',
  ],
  [
    'a literal of the wrong type',
    '{ first(first: "many") }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'Int cannot represent non-integer value: "many"',
  ],
  [
    'two operations and no name',
    '{ a: __typename } query B { __typename }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /operationName/,
  ],
  [
    'cyclic fragments',
    '{ user(id: 1) { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
    400,
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot spread fragment "A" within itself via "B".',
  ],
  [
    '20,000 tokens',
    `{ ${'__typename '.repeat(20_000)} }`,
    400,
    'TOO_COMPLEX',
    'The document has more than 5000 tokens, which is the limit.',
  ],
  [
    'depth 500',
    nested(500),
    400,
    'TOO_COMPLEX',
    /^The document has 500 levels of selections, .*; the limit is 30\.$/,
  ],
  ['depth 31', nested(31), 400, 'TOO_COMPLEX', /^The document has 31 levels/],
  [
    '101 aliases',
    `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
    400,
    'TOO_COMPLEX',
    /^The document has 101 aliases and repeated fields, .*; the limit is 100\.$/,
  ],
  [
    '101 directives',
    `{ __typename ${'@skip(if: false) '.repeat(101)} }`,
    400,
    'TOO_COMPLEX',
    /^The document has 101 directives/,
  ],
  [
    'fragments that fan out',
    fanOut,
    400,
    'TOO_COMPLEX',
    /^The document has \d+ fields, fragments counted as often as they are spread; the limit is 5000\.$/,
  ],
  [
    'brackets without end',
    `{ user(id: ${'['.repeat(4_000)}`,
    400,
    'TOO_COMPLEX',
    'The document is nested too deeply to be read.',
  ],
  [
    'a value 40 levels deep',
    `{ user(id: ${'['.repeat(40)}1${']'.repeat(40)}) { id } }`,
    400,
    'TOO_COMPLEX',
    /^The document has 40 levels in the value of an argument/,
  ],
  [
    'the same field over and over',
    `{ user(id: 1) { ${'manager { id } '.repeat(1_200)} } }`,
    400,
    'TOO_COMPLEX',
    /^The document has 1199 aliases and repeated fields, /,
  ],
].map(([name, query, status, code, message]) => ({
  name,
  send: (url: string) => post(url, query as string),
  status,
  code,
  message,
})) as Refusal[]; // rows of the table above

const requests: Refusal[] = [
  {
    name: 'malformed JSON',
    send: (url) => send(url, { headers: json, body: '{ "query": ' }),
    status: 400,
    code: 'BAD_REQUEST',
    message: /^The body is not JSON: /,
  },
  {
    name: 'a batch',
    send: (url) => send(url, { headers: json, body: '[{ "query": "{ __typename }" }]' }),
    status: 400,
    code: 'BAD_REQUEST',
    message: 'Expected an object with a "query", got a list.',
  },
  {
    name: 'an unknown operation name',
    send: (url) => post(url, 'query A { __typename }', { operationName: 'B' }),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'The document has no operation named "B".',
  },
  {
    name: 'a variable of the wrong type',
    send: (url) => post(url, 'query ($n: Int!) { first(first: $n) }', { variables: { n: 'x' } }),
    status: 400,
    code: 'BAD_USER_INPUT',
    message: /^Variable "\$n" got invalid value "x"; /,
  },
  {
    name: 'variables 5,000 levels deep',
    send: (url) =>
      send(url, {
        headers: json,
        body: `{"query":"query ($n: Int) { first(first: $n) }","variables":{"n":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
      }),
    status: 400,
    code: 'TOO_COMPLEX',
    message: 'The variables have more than 100 levels of lists and objects, which is the limit.',
  },
  {
    name: 'a body of 3 MB',
    send: (url) => send(url, { headers: json, body: threeMegabytes }),
    status: 413,
    code: 'BAD_REQUEST',
    message: 'Expected a body of at most 1000000 bytes, got a larger one.',
  },
  {
    name: 'a chunked body of 3 MB',
    send: (url) => send(url, { headers: json, body: threeMegabytes, chunked: true }),
    status: 413,
    code: 'BAD_REQUEST',
    message: 'Expected a body of at most 1000000 bytes, got a larger one.',
  },
  {
    name: 'a compressed body',
    send: (url) =>
      send(url, { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(body('{ __typename }')) }),
    status: 415,
    code: 'BAD_REQUEST',
    message: 'Expected a body that is not compressed, got the content encoding "gzip".',
  },
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ].map((contentType) => ({
    name: `the content type ${contentType}`,
    send: (url: string) =>
      send(url, { headers: { 'content-type': contentType }, body: body('{ __typename }') }),
    status: 415,
    code: 'BAD_REQUEST',
    message: /^Expected the content type application\/json, got /,
  })),
  {
    name: 'a mutation by GET',
    send: (url) =>
      send(`${url}?query=${encodeURIComponent('mutation { rename }')}`, {
        method: 'GET',
        headers: { 'gather-preflight': '1' },
      }),
    status: 405,
    code: 'BAD_REQUEST',
    message: 'Expected a query by GET, got a mutation.',
  },
  {
    name: 'a GET that another site caused',
    send: (url) =>
      send(`${url}?query={__typename}`, { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } }),
    status: 400,
    code: 'BAD_REQUEST',
    message: /needs the header "gather-preflight: 1"/,
  },
  {
    name: 'a GET with an Origin',
    send: (url) =>
      send(`${url}?query={__typename}`, { method: 'GET', headers: { origin: 'https://evil.example' } }),
    status: 400,
    code: 'BAD_REQUEST',
    message: /needs the header "gather-preflight: 1"/,
  },
  {
    name: 'another method',
    send: (url) => send(url, { method: 'PUT', headers: json, body: body('{ __typename }') }),
    status: 405,
    code: 'BAD_REQUEST',
    message: 'Expected GET or POST, got PUT.',
  },
  {
    name: 'an answer in a form that nobody writes',
    send: (url) => send(url, { headers: { ...json, accept: 'image/png' }, body: body('{ __typename }') }),
    status: 406,
    code: 'BAD_REQUEST',
    message: /"image\/png" does not accept/,
  },
  {
    name: 'another path',
    send: (url) => send(`${url}/users`, { headers: json, body: body('{ __typename }') }),
    status: 404,
    code: 'BAD_REQUEST',
    message: 'Nothing is served at this path; GraphQL is at /graphql.',
  },
];

describe.each([
  ['the short road', false],
  ["Yoga's road", true],
])('Handler on %s', (_, yogaPathOnly) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({}, { yogaPathOnly });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each([...documents, ...requests].map((refusal) => [refusal.name, refusal] as const))(
    'refuses %s with its code and message, and runs nothing',
    async (_name, refusal) => {
      const before = server.sessions.reduce((sum, session) => sum + session.statements, 0);
      const { status, json } = await refusal.send(server.url);
      expect(json.errors?.[0]?.message).toMatch(refusal.message);
      expect({ status, code: json.errors?.[0]?.extensions.code }).toEqual({
        status: refusal.status,
        code: refusal.code,
      });
      expect(json).not.toHaveProperty('data');
      expect(server.sessions.reduce((sum, session) => sum + session.statements, 0)).toBe(before);
    },
  );

  test('takes a document at each limit', async () => {
    expect((await post(server.url, nested(30))).json.errors).toBeUndefined();
    const aliases = Array.from({ length: 100 }, (_value, i) => `a${i}: __typename`).join(' ');
    expect((await post(server.url, `{ ${aliases} }`)).status).toBe(200);
  });

  test('takes the introspection query that GraphiQL sends', async () => {
    const { status, json } = await post(server.url, getIntrospectionQuery());
    expect(status).toBe(200);
    expect(json.data).toHaveProperty('__schema.types');
  });

  test('answers at most 20 faults of a flood of unknown fields, in at most 16 KB', async () => {
    const names = Array.from({ length: 400 }, (_value, i) => `${'unknown'.repeat(200)}${i}`).join(' ');
    const { text, json } = await post(server.url, `{ ${names} }`);
    expect(json.errors).toHaveLength(20);
    expect(text.length).toBeLessThan(16_384);
  });

  test('takes a query by GET from a tool, or with a header that shows it was asked for', async () => {
    const url = `${server.url}?query=${encodeURIComponent('query ($n: Int!) { first(first: $n) }')}&variables={"n":2}`;
    expect((await send(url, { method: 'GET' })).json).toEqual({ data: { first: 1 } });
    const headers = { origin: 'https://app.example', 'x-requested-with': 'test' };
    expect((await send(url, { method: 'GET', headers })).json).toEqual({ data: { first: 1 } });
  });
});
