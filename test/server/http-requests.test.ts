import { text as readAll } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSocket, openTestServer, post, send, type TestServer } from './support.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const open = async (environment: Record<string, string> = {}): Promise<TestServer> => {
  server = await openTestServer(environment);
  return server;
};

/** Sends bytes as they stand, and gives all that comes back until the server closes. */
async function sendRaw(port: number, text: string): Promise<string> {
  return readAll(await openSocket(port, text));
}

const answered = '{"data":{"__typename":"Query"}}';
const get = (target: string, ...headers: string[]): string =>
  `GET ${target} HTTP/1.1\r\n${['Host: x', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

describe('A request', () => {
  test('with two Host headers is refused', async () => {
    const { port } = await open();
    const answer = await sendRaw(port, get('/graphql?query={__typename}', 'Host: y'));
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*Expected one Host header, got 2\./);
    expect(await sendRaw(port, get('/health/ready', 'host: x'))).toMatch(/^HTTP\/1.1 400 /);
  });

  test('for a whole URL is answered as one for its path', async () => {
    const { port } = await open();
    expect(await sendRaw(port, get('http://x/graphql?query={__typename}'))).toContain(answered);
    expect(await sendRaw(port, get('HTTPS://elsewhere:81/health/live'))).toContain('{"status":"live"}');
    expect(await sendRaw(port, get('http://x'))).toMatch(/^HTTP\/1.1 404 /);
    expect(await sendRaw(port, get('ftp://x/graphql?query={__typename}'))).toMatch(/^HTTP\/1.1 404 /);
  });

  test('that never ends gets no second answer', async () => {
    const { port } = await open({ RECEIVE_TIMEOUT_MS: '200', HEADERS_TIMEOUT_MS: '100' });
    for (const [target, status] of [
      ['POST /health/live', 405],
      ['GET /health/live', 200],
      ['POST /nowhere', 404],
      ['PUT /graphql', 405],
    ] as const) {
      const answer = await sendRaw(port, `${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n`);
      expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`]);
    }
  });

  test('that never ends is answered once where that is its answer', async () => {
    const { port } = await open({ RECEIVE_TIMEOUT_MS: '200', HEADERS_TIMEOUT_MS: '100' });
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
    const answer = await sendRaw(port, `${get('/health/live').replace('Connection: close\r\n', '')}${head}`);
    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 408']);
  });

  test('leaves no more of its name in the log than is worth reading', async () => {
    const { url, lines } = await open();
    const name = 'n'.repeat(5_000);
    await post(url, `query ${name} { __typename }`);
    await vi.waitFor(() => expect(lines.some(({ msg }) => msg === 'request')).toBe(true));
    const [line] = lines.filter(({ msg }) => msg === 'request');
    expect(line?.['operationName']).toBe(name.slice(0, 200));
  });
});

describe('Probes and metrics', () => {
  test.each(['/health/live', '/health/ready', '/metrics'])(
    'answer GET and HEAD of %s alone',
    async (path) => {
      const metrics = {
        note: () => undefined,
        answer: () => Promise.resolve(figures),
        [Symbol.dispose]() {},
      };
      const figures = { status: 200, headers: {}, body: 'figures', codes: [] };
      server = await openTestServer({}, { metrics });
      const url = new URL(path, server.url).href;
      expect((await send(url, { method: 'GET' })).status).toBe(200);
      const head = await send(url, { method: 'HEAD' }).catch((error: unknown) => error);
      expect(head).toMatchObject({ status: 200, text: '' });
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const { status, headers, json } = await send(url, { method });
        expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
        expect(json.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
      }
    },
  );
});

describe('A query by GET in production', () => {
  test.each([
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['message/graphql', 400],
    ['application/graphql', 400],
    ['application/jsonp', 400],
    ['text/plain; x=application/json', 400],
    ['text/plain, application/json', 400],
  ])('with the content type %s is answered with %i', async (contentType, status) => {
    const { url } = await open({ NODE_ENV: 'production' });
    const headers = { 'content-type': contentType };
    expect((await send(`${url}?query={__typename}`, { method: 'GET', headers })).status).toBe(status);
  });
});

describe('An operation of a kind that the schema does not have', () => {
  test.each(['*/*', 'application/graphql-response+json', 'text/event-stream'])(
    'is refused by validation for %s',
    async (accept) => {
      const { url } = await open();
      const { text } = await post(url, 'subscription { changed }', { headers: { accept } });
      expect(text).toContain('"message":"The schema has no subscriptions."');
      expect(text).toContain('"code":"GRAPHQL_VALIDATION_FAILED"');
    },
  );
});
