import { afterEach, describe, expect, test, vi } from 'vitest';
import { flood } from '../support/flood.ts';
import { openSocket, openTestServer, post, send, type TestServer } from './support.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const open = async (...options: Parameters<typeof openTestServer>): Promise<TestServer> => {
  server = await openTestServer({ SHUTDOWN_TIMEOUT_MS: '1', ...options[0] }, options[1]);
  return server;
};

const refusal = {
  errors: [{ message: 'The gateway is overloaded; try again later.', extensions: { code: 'OVERLOADED' } }],
};

/** Has so many requests be answered that end when the test says so. */
async function occupy({ url, sessions }: TestServer, count: number): Promise<{ end: () => Promise<void> }> {
  const before = sessions.length;
  const answers = Array.from({ length: count }, () => post(url, '{ stuck }'));
  await vi.waitFor(() => expect(sessions).toHaveLength(before + count), 20_000);
  return {
    async end() {
      for (const session of sessions) session.abort(new Error('ended by the test'));
      await Promise.all(answers);
    },
  };
}

const probe = async ({ url }: TestServer, name: string): Promise<string> => {
  const { status, text } = await send(new URL(`/health/${name}`, url).href, { method: 'GET' });
  return `${status} ${text}`;
};

describe('A gateway that answers as many requests as it may', () => {
  test('refuses the next ones at once, is not ready meanwhile, and recovers', async () => {
    const gateway = await open({ REQUESTS_MAX: '3' });
    const running = await occupy(gateway, 3);
    for (let count = 0; count < 10; count += 1) {
      const { status, headers, json } = await post(gateway.url, '{ first(first: 1) }');
      expect({ status, retryAfter: headers['retry-after'], json }).toEqual({
        status: 503,
        retryAfter: '1',
        json: refusal,
      });
    }
    expect(gateway.sessions).toHaveLength(3);
    expect(await probe(gateway, 'ready')).toBe('503 {"status":"overloaded"}');
    expect(await probe(gateway, 'live')).toBe('200 {"status":"live"}');

    await running.end();
    expect((await post(gateway.url, '{ first(first: 1) }')).json).toEqual({ data: { first: 1 } });
    await vi.waitFor(async () => expect(await probe(gateway, 'ready')).toContain('200'), 20_000);
    await vi.waitFor(
      () => expect(gateway.lines).toContainEqual(expect.objectContaining({ refused: 10 })),
      20_000,
    );
    const told = gateway.lines.map(({ msg }) => String(msg)).filter((msg) => /overloaded/i.test(msg));
    expect(told).toEqual(['Overloaded: requests are refused', 'No longer overloaded']);
  });

  test('refuses a request before its body is there, and keeps the connection', async () => {
    const gateway = await open({ REQUESTS_MAX: '1' });
    const running = await occupy(gateway, 1);
    const body = JSON.stringify({ query: '{ __typename }' });
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const socket = await openSocket(gateway.port, head);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += String(chunk)));
    await vi.waitFor(() => expect(received).toMatch(/^HTTP\/1.1 503 [^]*OVERLOADED/), 20_000);
    await running.end();
    socket.write(`${body}${head}${body}`);
    await vi.waitFor(() => expect(received).toContain('{"data":{"__typename":"Query"}}'), 20_000);
    socket.destroy();
  });

  test('does not count requests whose bodies have not arrived', async () => {
    const gateway = await open({ REQUESTS_MAX: '2' });
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{';
    const stalled = await Promise.all(Array.from({ length: 20 }, () => openSocket(gateway.port, head)));
    expect((await post(gateway.url, '{ first(first: 1) }')).json).toEqual({ data: { first: 1 } });
    for (const socket of stalled) socket.destroy();
  });
});

/** One whose event loop is as late as the test says. */
async function openWatched(): Promise<{ gateway: TestServer; note: (...delaysMs: number[]) => void }> {
  const listeners: ((delayMs: number) => void)[] = [];
  const watchEventLoop = (listener: (delayMs: number) => void): Disposable => {
    listeners.push(listener);
    return { [Symbol.dispose]() {} };
  };
  const gateway = await open({ EVENT_LOOP_DELAY_MAX_MS: '50', REQUESTS_MAX: '1000' }, { watchEventLoop });
  return { gateway, note: (...delaysMs) => delaysMs.forEach((delayMs) => listeners[0]?.(delayMs)) };
}

async function isRefused({ url }: TestServer): Promise<boolean> {
  return (await post(url, '{ first(first: 1) }')).status === 503;
}

const right = '200 {"data":{"busy":3}}';
const refused = `503 ${JSON.stringify(refusal)}`;

describe('A gateway whose event loop falls behind', () => {
  test.each([
    ['stands still once', [300]],
    ['is late again and again', [60, 60, 60, 60, 60]],
  ])('because it %s refuses what is more than it can do, until it is in time', async (_, delaysMs) => {
    const { gateway, note } = await openWatched();
    const running = await occupy(gateway, 80);
    note(...delaysMs);
    expect(await isRefused(gateway)).toBe(true);
    expect(await probe(gateway, 'ready')).toContain('503');
    note(...Array.from({ length: 30 }, () => 0));
    expect(await isRefused(gateway)).toBe(false);
    await running.end();
  });

  test.each([
    ['a little now and then refuses nothing', 80, [200, 0, 200, 40, 60], '200'],
    ['while little is asked is not ready, and refuses nothing', 10, [60, 60, 3_000], '503'],
  ])('%s', async (_, running, delaysMs, readiness) => {
    const { gateway, note } = await openWatched();
    const held = await occupy(gateway, running);
    note(...delaysMs);
    expect(await isRefused(gateway)).toBe(false);
    expect(await probe(gateway, 'ready')).toContain(readiness);
    await held.end();
  });

  test('answers right whatever it takes on, refuses the rest, and its probes meanwhile', async () => {
    const gateway = await open({ EVENT_LOOP_DELAY_MAX_MS: '50' });
    const answers = flood({ url: gateway.url, query: '{ busy(ms: 3) }', everyMs: 50, each: 150, waves: 8 });
    const over = new AbortController();
    void answers.then(() => over.abort());
    const lives = new Set<string>();
    while (!over.signal.aborted) lives.add(await probe(gateway, 'live'));
    const { [right]: answered = 0, [refused]: refusals = 0, ...other } = await answers;
    expect(other).toEqual({});
    expect(answered).toBeGreaterThan(0);
    expect(refusals).toBeGreaterThan(0);
    expect(answered + refusals).toBe(150 * 8);
    expect([...lives]).toEqual(['200 {"status":"live"}']);
    await vi.waitFor(async () => expect(await probe(gateway, 'ready')).toContain('200'), 20_000);
    expect((await post(gateway.url, '{ busy(ms: 5) }')).json).toEqual({ data: { busy: 5 } });
  });
});
