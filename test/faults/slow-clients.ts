import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';
import { ask, quantile } from './ask.ts';
import type { Fault } from './fault.ts';
import { allowFor, sendQuickRequests } from './quick-requests.ts';

const sockets = 500;
const observedMs = 20_000;
const closedWithinMs = 15_000;

/** Clients send their requests a byte now and then. */
export const slowClients: Fault = {
  number: 24,
  title: '500 slow-loris sockets',
  short: { heldBy: 'test/server/lifecycle.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url);
    const before = await sendQuickRequests(gateway.url);
    const port = Number(new URL(gateway.url).port);
    const slow = Array.from({ length: sockets }, (_, i) =>
      openSlowClient(port, i % 2 === 0 ? 'headers' : 'body'),
    );
    const latencies: number[] = [];
    let failed = 0;
    const endAt = performance.now() + observedMs;
    while (performance.now() < endAt) {
      const { status, ms } = await ask(gateway.url, '{ users(first: 5) { nodes { name } } }');
      if (status === 200) latencies.push(ms);
      else failed += 1;
      await delay(20);
    }
    const closedMs = slow.map(({ closedAfterMs }) => closedAfterMs());
    for (const { socket } of slow) socket.destroy();
    seen.equal('others that failed', failed, 0);
    seen.atMost(`p99 of ${latencies.length} others`, quantile(latencies, 0.99), allowFor(250, before), ' ms');
    seen.equal('closed', closedMs.filter((ms) => ms !== undefined).length, sockets);
    seen.atMost(
      'the last after',
      Math.max(...closedMs.map((ms) => ms ?? Infinity)) / 1_000,
      closedWithinMs / 1_000,
      ' s',
    );
  },
};

interface SlowClient {
  readonly socket: Socket;
  readonly closedAfterMs: () => number | undefined;
}

function openSlowClient(port: number, part: 'headers' | 'body'): SlowClient {
  const startedAt = performance.now();
  let closedAfterMs: number | undefined;
  const socket = connect(port, '127.0.0.1');
  const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  socket.write(part === 'headers' ? head : `${head}content-length: 1000\r\n\r\n{"query":"`);
  const timer = setInterval(() => socket.write(part === 'headers' ? 'x-a: b\r\n' : 'a'), 1_000);
  const end = (): void => {
    closedAfterMs ??= performance.now() - startedAt;
    clearInterval(timer);
    socket.destroy();
  };
  socket
    .on('error', () => undefined)
    .on('end', end)
    .on('close', end);
  socket.resume();
  return { socket, closedAfterMs: () => closedAfterMs };
}
