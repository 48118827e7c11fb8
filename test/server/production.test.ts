import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, post, type Received, send, type TestServer } from './support.ts';

describe('Handler in production', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ NODE_ENV: 'production', CORS_ORIGINS: 'https://app.example' });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('refuses a query by GET without a preflight header, whoever sends it', async () => {
    const { status, json } = await send(`${server.url}?query={__typename}`, { method: 'GET' });
    expect({ status, code: json.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
  });

  test('neither answers introspection nor suggests names', async () => {
    const introspection = await post(server.url, '{ __schema { types { name } } }');
    expect(introspection.status).toBe(400);
    expect(introspection.json.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const typo = await post(server.url, '{ usr(id: 1) { id } }');
    expect(typo.text).not.toContain('Did you mean');
    expect((await post(server.url, '{ __typename }')).json).toEqual({ data: { __typename: 'Query' } });
  });

  test('shows no GraphiQL and gives no trace', async () => {
    const page = await send(server.url, { method: 'GET', headers: { accept: 'text/html' } });
    expect(page.status).toBe(406);
    const traced = await post(server.url, '{ user(id: 1) { id } }', { headers: { 'gather-trace': '1' } });
    expect(traced.json.extensions).toBeUndefined();
  });

  test('lets pages of listed origins in, and of no other', async () => {
    // A client's own headers, and those of a tracing library.
    const wanted = 'apollographql-client-name,content-type,idempotency-key,traceparent';
    const preflight = (origin: string, headers: Record<string, string> = {}): Promise<Received> =>
      send(server.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', ...headers },
      });
    const listed = await preflight('https://app.example', { 'access-control-request-headers': wanted });
    expect(listed.status).toBe(204);
    expect(listed.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(listed.headers['access-control-allow-headers']).toBe(wanted);
    expect(listed.headers['vary']).toBe('Origin, Access-Control-Request-Headers');
    const simple = await preflight('https://app.example');
    expect(simple.headers['access-control-allow-headers']).toBeUndefined();
    expect(simple.headers['access-control-allow-methods']).toBe('GET, POST');
    const other = await preflight('https://evil.example', { 'access-control-request-headers': wanted });
    expect(Object.keys(other.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    const answer = await post(server.url, '{ __typename }', { headers: { origin: 'https://app.example' } });
    expect(answer.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('Handler with room for repeated fields', () => {
  test('refuses more of them than validation can compare', async () => {
    await using server = await openTestServer({ DOCUMENT_MAX_ALIASES: '5000' });
    const { status, json } = await post(server.url, `{ user(id: 1) { ${'manager { id } '.repeat(1_200)} } }`);
    expect({ status, errors: json.errors }).toEqual({
      status: 400,
      errors: [
        {
          message: 'The document selects the same fields too often to be validated.',
          extensions: { code: 'TOO_COMPLEX' },
        },
      ],
    });
  });
});
