import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestServer, post, type TestServer } from './support.ts';

const unexpected = { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

describe.each([
  ['the short road', false],
  ["Yoga's road", true],
])('Errors on %s', (_, yogaPathOnly) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ ERRORS_MAX: '3' }, { yogaPathOnly });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => void server.lines.splice(0));

  test('that are not meant for clients are masked, and told to the log with their cause', async () => {
    const { status, text, json } = await post(server.url, '{ boom }');
    expect(status).toBe(200);
    expect(json).toEqual({
      data: { boom: null },
      errors: [{ ...unexpected, path: ['boom'], locations: [{ line: 1, column: 3 }] }],
    });
    expect(text).not.toContain('secret');
    const line = server.lines.find(({ level }) => level === 'error');
    expect(line).toMatchObject({ path: 'boom', error: { type: 'Error' } });
    expect(JSON.stringify(line)).toContain('mysql://root:[redacted]@db/prod');
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  test.each([
    ['{ plain }', ['plain']],
    ['{ user(id: 1) { age } }', ['user', 'age']],
    ['{ user(id: 1) { errorValue } }', ['user', 'errorValue']],
    ['{ user(id: 1) { reports { id } } }', ['user', 'reports', 1]],
  ])('of %s fail the field with its path and are masked', async (query, path) => {
    const { json, text } = await post(server.url, query);
    expect(json.errors).toEqual([{ ...unexpected, path, locations: [expect.anything()] }]);
    expect(text).not.toMatch(/secret|forty/);
  });

  test('keep the code and message that are meant for clients', async () => {
    const { status, json } = await post(server.url, '{ renamed: bad complex user(id: 1) { badRow } }');
    expect(status).toBe(200);
    expect(json.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          message: 'Argument "id": expected a number, got "x".',
          path: ['renamed'],
          extensions: { code: 'BAD_USER_INPUT' },
        }),
        expect.objectContaining({ path: ['complex'], extensions: { code: 'TOO_COMPLEX' } }),
        expect.objectContaining({ message: 'Stored value is no date.', path: ['user', 'badRow'] }),
      ]),
    );
  });

  test('of null where there must be none take the nearest nullable parent', async () => {
    const inner = await post(server.url, '{ user(id: 1) { id manager { dangling { id } } } }');
    expect(inner.json.data).toEqual({ user: { id: '1', manager: null } });
    expect(inner.json.errors).toEqual([
      { ...unexpected, path: ['user', 'manager', 'dangling'], locations: [expect.anything()] },
    ]);
    const root = await post(server.url, '{ required }');
    expect(root.status).toBe(200);
    expect(root.json.data).toBeNull();
  });

  test('beyond ERRORS_MAX are counted, not shown', async () => {
    const { json } = await post(server.url, '{ a: boom b: boom c: boom d: boom e: boom first(first: 1) }');
    expect(json.errors).toHaveLength(3);
    expect(json.extensions).toEqual({ errorsOmitted: 2 });
    expect(json.data).toMatchObject({ first: 1 });
  });

  test('of a database that is away or overloaded answer 503 and Retry-After when nothing was read', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, headers, json } = await post(server.url, '{ unavailable overloaded }', {
        headers: { accept },
      });
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('1');
      expect(json).not.toHaveProperty('data');
      expect(json.errors?.map((error) => error.extensions.code).toSorted()).toEqual([
        'DATABASE_UNAVAILABLE',
        'OVERLOADED',
      ]);
    }
  });

  test('of a database that went away half-way leave what was read', async () => {
    const { status, headers, json } = await post(server.url, '{ first(first: 1) unavailable }');
    expect(status).toBe(200);
    expect(headers['retry-after']).toBeUndefined();
    expect(json.data).toEqual({ first: 1, unavailable: null });
  });

  test('of an understood but faulty request are 200 as application/json', async () => {
    const headers = { accept: 'application/json' };
    expect((await post(server.url, '{', { headers })).status).toBe(200);
    expect((await post(server.url, '{ nope }', { headers })).status).toBe(200);
    const flood = `{ ${'__typename '.repeat(20_000)} }`;
    expect((await post(server.url, flood, { headers })).status).toBe(400);
  });

  test('leave one line per request with its operation, status and codes', async () => {
    await post(server.url, 'query Names { user(id: 1) { name } other: user(id: 2) { name } }');
    await post(server.url, '{ nope }', { headers: { 'x-request-id': 'from-the-proxy' } });
    await post(server.url, '{');
    expect(server.lines.filter(({ msg }) => msg === 'request')).toEqual([
      expect.objectContaining({
        operationName: 'Names',
        operationType: 'query',
        status: 200,
        statements: 2,
        durationMs: expect.any(Number) as number,
      }),
      expect.objectContaining({
        status: 400,
        codes: ['GRAPHQL_VALIDATION_FAILED'],
        requestId: 'from-the-proxy',
      }),
      expect.objectContaining({ status: 400, codes: ['GRAPHQL_PARSE_FAILED'] }),
    ]);
  });

  test('do not stay with a document that is sent again', async () => {
    const query = 'query ($n: Int!) { first(first: $n) }';
    for (const [n, code] of [
      [1, undefined],
      ['x', 'BAD_USER_INPUT'],
      [2, undefined],
    ] as const) {
      const { json } = await post(server.url, query, { variables: { n } });
      expect(json.errors?.[0]?.extensions.code).toBe(code);
    }
  });
});
