import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildLog } from '../../src/log.ts';
import { UnreadAnswers } from '../../src/server/unread-answers.ts';
import { writeAnswer } from '../../src/server/write-answer.ts';
import { openSocket, openTestServer, post, type TestServer } from './support.ts';

const megabytes = 1_000_000;
const cutOff = 'Clients that did not read their answers were cut off';

let server: TestServer | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const open = async (environment: Record<string, string>): Promise<TestServer> => {
  server = await openTestServer(environment);
  return server;
};

/** Asks for answers, one behind the other, and reads none of them. */
async function askWithoutReading(port: number, query: string, times = 1): Promise<Socket> {
  const body = JSON.stringify({ query });
  const request = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const socket = await openSocket(port, request.repeat(times));
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

async function ask(port: number): Promise<Socket> {
  const socket = await openSocket(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  sockets.push(socket.on('error', () => undefined));
  return socket;
}

async function untilBytes(unread: UnreadAnswers, bytes: number): Promise<void> {
  await vi.waitFor(() => expect(unread.bytes).toBe(bytes), 20_000);
}

const countAnswers = (answers: string): number => answers.split('HTTP/1.1 200 OK').length - 1;

describe('A client that does not read its answer', () => {
  test('is cut off, and those who read are answered meanwhile', async () => {
    const { port, url, lines } = await open({ WRITE_TIMEOUT_MS: '200' });
    for (let count = 0; count < 3; count += 1)
      await askWithoutReading(port, `{ long(bytes: ${12 * megabytes}) }`);
    await vi.waitFor(() => expect(server?.sessions).toHaveLength(3), 20_000);
    expect((await post(url, `{ long(bytes: ${2 * megabytes}) }`)).text).toHaveLength(2 * megabytes + 20);
    await vi.waitFor(() => {
      const cut = lines.filter(({ msg }) => msg === cutOff);
      expect(cut.reduce((sum, { answers }) => sum + Number(answers), 0)).toBe(3);
    }, 20_000);
    expect(lines.filter(({ msg, clientGone }) => msg === 'request' && clientGone === true)).toHaveLength(3);
  });

  test('has one answer made, however many requests it sends', async () => {
    const { port, url, sessions } = await open({});
    await askWithoutReading(port, `{ long(bytes: ${12 * megabytes}) }`, 60);
    await vi.waitFor(() => expect(sessions).toHaveLength(1), 20_000);
    for (let count = 0; count < 5; count += 1) await post(url, '{ __typename }');
    expect(sessions).toHaveLength(1 + 5);
  });

  test('loses its connection when it sends more requests than may wait', async () => {
    const { port, sessions } = await open({ PIPELINED_MAX: '10' });
    const socket = await askWithoutReading(port, '{ slow(ms: 10000) }', 50);
    await once(socket.resume(), 'close');
    expect(sessions.length).toBeLessThanOrEqual(1);
  });
});

describe('A client that pipelines requests and reads', () => {
  test('is answered in turn, each by itself', async () => {
    const { port, sessions } = await open({ KEEP_ALIVE_TIMEOUT_MS: '100' });
    const socket = await askWithoutReading(port, '{ first(first: 1) }', 50);
    expect(countAnswers(await readAll(socket))).toBe(50);
    expect(sessions).toHaveLength(50);
  });

  test('has what is no HTTP refused behind the answers that it waits for', async () => {
    const { port } = await open({});
    const socket = await openSocket(
      port,
      'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /graphql?query={slow(ms:50)} HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n',
    );
    const statuses = (await readAll(socket)).match(/HTTP\/1.1 \d+/g);
    expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});

describe('Answers that wait to be read', () => {
  const body = Buffer.alloc(12 * megabytes, 'x');
  const log = buildLog({ level: 'silent', destination: { write: () => undefined } });

  /** A server of such answers alone, whose clock stands still. */
  async function openAnswers(): Promise<
    { unread: UnreadAnswers; port: number; clock: { ms: number } } & Disposable
  > {
    const clock = { ms: 0 };
    const options = { writeTimeoutMs: 15_000, unreadMaxBytes: 30 * megabytes };
    const unread = new UnreadAnswers({ ...options, log, now: () => clock.ms });
    const http = createServer((_, response) => {
      const answer = unread.makeRoom(body.length)
        ? { status: 200, headers: {}, body, codes: [] }
        : { status: 503, headers: {}, body: '', codes: [] };
      void writeAnswer(response, answer, {}, unread);
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    const { port } = http.address() as AddressInfo; // a listening TCP server has one
    return {
      unread,
      port,
      clock,
      [Symbol.dispose]() {
        unread[Symbol.dispose]();
        http.close();
        http.closeAllConnections();
      },
    };
  }

  test('are never more than may wait: where nobody has stalled, the next one is refused', async () => {
    using answers = await openAnswers();
    const { unread, port } = answers;
    for (let count = 1; count <= 2; count += 1) {
      await ask(port);
      await untilBytes(unread, count * body.length);
    }
    for (let count = 0; count < 20; count += 1) {
      const refused = await ask(port);
      const [chunk] = (await once(refused, 'data')) as [Buffer];
      expect(String(chunk)).toMatch(/^HTTP\/1.1 503/);
      expect(unread.bytes).toBe(2 * body.length);
    }
  });

  test('make room for the next one when their clients have stalled', async () => {
    using answers = await openAnswers();
    const { unread, port, clock } = answers;
    const stalled = await ask(port);
    await untilBytes(unread, body.length);
    clock.ms += 500;
    const later = await ask(port);
    await untilBytes(unread, 2 * body.length);
    clock.ms += 700;
    const closed = once(stalled.resume(), 'close');
    const next = await ask(port);
    const [chunk] = (await once(next, 'data')) as [Buffer];
    expect(String(chunk)).toMatch(/^HTTP\/1.1 200/);
    await closed;
    expect(later.destroyed).toBe(false);
    next.destroy();
    await untilBytes(unread, body.length);
  });

  test('are given up for clients that have read nothing for the whole time, and for no others', async () => {
    using answers = await openAnswers();
    const { unread, port, clock } = answers;
    await ask(port);
    const slow = await ask(port);
    await untilBytes(unread, 2 * body.length);
    clock.ms += 14_000;
    unread.sweep();
    expect(unread.bytes).toBe(2 * body.length);
    // Reads until the server has noticed, which is when it could write a part more.
    let received = 0;
    slow.on('data', (chunk: Buffer) => (received += chunk.length));
    await untilBytes(unread, body.length);
    expect(received).toBeGreaterThan(0);
    clock.ms += 1_001;
    unread.sweep();
    expect(unread.bytes).toBe(0);
  });
});
