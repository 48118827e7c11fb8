import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openServer } from '../../src/server/open-server.ts';
import { openSocket, openTestServer, post, send, type TestServer } from './support.ts';

let server: TestServer | undefined;
const open = async (...options: Parameters<typeof openTestServer>): Promise<TestServer> => {
  server = await openTestServer(...options);
  return server;
};

afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

/** Sends a raw POST and gives the socket, with the answer to come. */
async function postRaw(port: number, query: string): Promise<Socket> {
  const text = JSON.stringify({ query });
  return openSocket(
    port,
    `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  );
}

describe.each([
  ['the short road', false],
  ["Yoga's road", true],
])('Request on %s', (_, yogaPathOnly) => {
  test('gives its session up when the client goes away', async () => {
    const { port, sessions, lines } = await open({}, { yogaPathOnly });
    const socket = await postRaw(port, '{ stuck }');
    await vi.waitFor(() => expect(sessions).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(() => {
      expect(sessions[0]?.reasons.map(({ message }) => message)).toEqual([
        'The client has closed the connection.',
      ]);
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', clientGone: true }));
    }, 10_000);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('answers with what it has at its deadline', async () => {
    const { url } = await open({ REQUEST_TIMEOUT_MS: '100' }, { yogaPathOnly });
    const { status, json } = await post(url, '{ first(first: 1) stuck }');
    expect(status).toBe(200);
    expect(json.data).toEqual({ first: 1, stuck: null });
    expect(json.errors).toEqual([
      expect.objectContaining({
        message: 'The request took longer than 100 ms.',
        path: ['stuck'],
        extensions: { code: 'TIMEOUT' },
      }),
    ]);
  });

  test('ends soon after its deadline when it waits for something that cannot be given up', async () => {
    const { url } = await open({ REQUEST_TIMEOUT_MS: '100' }, { yogaPathOnly });
    const { status, json } = await post(url, '{ first(first: 1) deaf }');
    expect(status).toBe(504);
    expect(json).toEqual({
      errors: [{ message: 'The request took longer than 100 ms.', extensions: { code: 'TIMEOUT' } }],
    });
  });

  test('shows the statements that it took part in when it asks for a trace', async () => {
    const { url } = await open({}, { yogaPathOnly });
    const query = '{ user(id: 1) { id } boom }';
    expect((await post(url, query)).json.extensions).toBeUndefined();
    const { json } = await post(url, query, { headers: { 'gather-trace': '1' } });
    expect(json.extensions).toEqual({
      gather: {
        statementsAtMost: 0, // the schema of these tests loads by hand
        statements: [
          {
            paths: ['user'],
            keys: 2,
            rows: 1,
            requests: 2,
            waitMs: 0.5,
            runMs: 1.235,
            sql: 'SELECT `id` FROM `User`',
          },
        ],
      },
    });
    expect(server?.events.statements.hasSubscribers).toBe(false);
  });
});

describe('Probes', () => {
  test('tell life and readiness apart, name no host, and log a change once', async () => {
    let reason: Error | undefined = new Error('connect ECONNREFUSED db.internal:3306');
    const ready = (): Promise<void> => (reason ? Promise.reject(reason) : Promise.resolve());
    const { url, lines } = await open({}, { ready });
    const probe = (name: string) => send(new URL(`/health/${name}`, url).href, { method: 'GET' });
    expect((await probe('live')).json).toEqual({ status: 'live' });
    for (let count = 0; count < 2; count += 1) {
      const { status, headers, json } = await probe('ready');
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('1');
      expect(json).toEqual({ status: 'database unavailable' });
    }
    reason = undefined;
    expect((await probe('ready')).json).toEqual({ status: 'ready' });
    await probe('ready');
    expect(lines.map(({ msg }) => msg)).toEqual(['not ready', 'ready: the database answers']);
    expect(JSON.stringify(lines[0])).toContain('db.internal');
  });
});

describe('Server', () => {
  test('lets requests in flight end, says that it is going, and takes no new ones', async () => {
    const { url, port, close } = await open();
    const kept = await openSocket(port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(kept, 'data');
    const slow = post(url, '{ slow(ms: 400) }');
    await vi.waitFor(() => expect(server?.sessions).toHaveLength(1));
    const closing = close();
    await once(kept, 'close'); // an idle connection is not waited for
    const answer = await slow;
    expect(answer.json).toEqual({ data: { slow: 'done' } });
    expect(answer.headers.connection).toBe('close');
    await expect(closing).resolves.toBe(true);
    await expect(post(url, '{ __typename }')).rejects.toThrow('ECONNREFUSED');
  });

  test('stays open for its grace: not ready, and every connection closes with its next answer', async () => {
    const { url, port, close } = await open({ SHUTDOWN_GRACE_MS: '1500' });
    const idle = await openSocket(port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(idle, 'data');
    const closing = close();
    // Neither a connection that was opened before nor a new one is reset.
    idle.write('GET /graphql?query={__typename} HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await readAll(idle);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK[^]*\r\nconnection: close\r\n[^]*"__typename":"Query"/);
    const probe = await send(new URL('/health/ready', url).href, { method: 'GET' });
    expect(probe).toMatchObject({ status: 503, json: { status: 'shutting down' } });
    const late = await post(url, '{ first(first: 1) }');
    expect(late).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await expect(closing).resolves.toBe(true);
    await expect(post(url, '{ __typename }')).rejects.toThrow('ECONNREFUSED');
  });

  test('says 503 to the probe from the moment it closes', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const ready = vi.fn<() => Promise<void>>(() => promise);
    const { url, close } = await open({}, { ready });
    const probe = send(new URL('/health/ready', url).href, { method: 'GET' });
    await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce());
    const closing = close();
    resolve(undefined); // the database answers, but that is no longer the question
    expect(await probe).toMatchObject({ status: 503, json: { status: 'shutting down' } });
    await expect(closing).resolves.toBe(true);
  });

  test('cuts off at its deadline what does not end', async () => {
    const { port, close } = await open({ SHUTDOWN_TIMEOUT_MS: '150' });
    const socket = await postRaw(port, '{ stuck }');
    await vi.waitFor(() => expect(server?.sessions).toHaveLength(1));
    const closed = once(socket, 'close');
    await expect(close()).resolves.toBe(false);
    await closed;
  });

  test('that is replaced answers once more on idle connections, and closes the others after a time', async () => {
    const { port, close } = await open({ DRAIN_IDLE_MS: '600' });
    const ask = 'GET /graphql?query={__typename} HTTP/1.1\r\nHost: x\r\n\r\n';
    const [used, unused] = await Promise.all([openSocket(port, ask), openSocket(port, ask)]);
    await Promise.all([once(used, 'data'), once(unused, 'data')]);
    const isClosed = once(unused, 'close');
    const closed = close({ isReplaced: true });
    const ready = await openSocket(port, 'GET / HTTP/1.1\r\n\r\n').catch((error: unknown) => error);
    expect(ready).toMatchObject({ code: 'ECONNREFUSED' }); // in several processes, another one listens
    used.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await readAll(used);
    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer).toMatch(/^connection: close\r$/im);
    await isClosed;
    expect(await closed).toBe(true);
  });

  test('names the port that is taken and what to do', async () => {
    const { port } = await open();
    const handler = {
      handle: vi.fn<() => void>(),
      closeConnections: vi.fn<() => void>(),
      startShutdown: vi.fn<() => void>(),
      reportCutOff: vi.fn<() => void>(),
    };
    await expect(openServer({ ...readConfig({}), handler, port })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use by another process: stop that one, or set PORT to a free port (0 takes any).`,
    );
  });

  test(
    'answers others while hundreds of clients stall, and cuts those off',
    { timeout: 30_000 },
    async () => {
      const { port, url } = await open({ HEADERS_TIMEOUT_MS: '1000' });
      await post(url, '{ __typename }');
      const stalled = await Promise.all(
        Array.from({ length: 300 }, () => openSocket(port, 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ')),
      );
      let closed = 0;
      for (const socket of stalled) {
        socket.resume().on('error', () => undefined);
        socket.on('close', () => (closed += 1));
      }
      expect((await post(url, '{ __typename }')).status).toBe(200);
      expect(closed).toBe(0);
      await vi.waitFor(() => expect(closed).toBe(300), { timeout: 15_000, interval: 200 });
    },
  );

  test('answers what is no HTTP, or never arrives, with a code', async () => {
    const { port } = await open({ HEADERS_TIMEOUT_MS: '200', RECEIVE_TIMEOUT_MS: '300' });
    for (const [sent, status] of [
      ['what is this\r\n\r\n', '400 Bad Request'],
      ['POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ', '408 Request Timeout'],
      [`GET / HTTP/1.1\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
    ] as const) {
      const socket = await openSocket(port, sent);
      const answer = await readAll(socket);
      expect(answer).toContain(`HTTP/1.1 ${status}\r\n`);
      expect(answer).toContain('"extensions":{"code":"BAD_REQUEST"}');
    }
  });

  test('answers with 413 before a client that asks first has sent its body', async () => {
    const { url } = await open();
    const request = httpRequest(url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': 5_000_000, expect: '100-continue' },
    });
    request.on('error', () => undefined);
    const continued = vi.fn<() => void>();
    request.on('continue', continued);
    request.flushHeaders();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(continued).not.toHaveBeenCalled();
    request.destroy();
  });
});

describe('Event stream', () => {
  test('carries the answer to a client that reads nothing else', async () => {
    const { url, lines } = await open();
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({ query: '{ first(first: 1) }' });
    const { status, headers: received, text } = await send(url, { headers, body });
    expect(status).toBe(200);
    expect(received['content-type']).toMatch(/^text\/event-stream/);
    expect(text).toContain('event: next\ndata: {"data":{"first":1}}\n\nevent: complete');
    await vi.waitFor(() =>
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', status: 200 })),
    );
  });
});

describe('An answer in the form of a stream', () => {
  test.each(['text/event-stream', 'multipart/mixed'])(
    'of %s tells where an error is, and what went wrong is logged',
    async (accept) => {
      const { url, lines } = await open();
      const { status, headers, text } = await post(url, '{ first(first: 1) boom }', { headers: { accept } });
      expect(status).toBe(200);
      expect(headers['content-type']).toContain(accept);
      expect(headers['transfer-encoding']).toBe('chunked');
      expect(headers).not.toHaveProperty('content-length');
      expect(headers).not.toHaveProperty('content-encoding');
      expect(text).toContain('"locations":[{"line":1,"column":19}],"path":["boom"]');
      await vi.waitFor(
        () =>
          expect(lines).toContainEqual(
            expect.objectContaining({ msg: 'request', codes: ['INTERNAL_SERVER_ERROR'] }),
          ),
        20_000,
      );
    },
  );
});
