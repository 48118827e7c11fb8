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
    const preflight = (origin: string): Promise<Received> =>
      send(server.url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const listed = await preflight('https://app.example');
    expect(listed.status).toBe(204);
    expect(listed.headers['access-control-allow-origin']).toBe('https://app.example');
    const allowed = listed.headers['access-control-allow-headers'];
    for (const name of ['content-type', 'idempotency-key']) expect(allowed).toContain(name);
    const other = await preflight('https://evil.example');
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
