import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';

const clients = 1_500;

/** Listens in a thread of its own, whose event loop is held up until the shared number is set. */
const stalledListener = `
  import { createServer } from 'node:net';
  import { parentPort, workerData } from 'node:worker_threads';
  import { listen } from ${JSON.stringify(new URL('../../src/server/listen.ts', import.meta.url).href)};
  const server = createServer();
  await listen(server, '127.0.0.1', 0);
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(workerData, 0, 0));
`;

test('Clients are connected while the event loop is held up, more of them than its default allows for', async () => {
  expect(Number(await readFile('/proc/sys/net/core/somaxconn', 'utf8'))).toBeGreaterThan(clients);
  const held = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(stalledListener)}`), {
    workerData: held,
  });
  const sockets: Socket[] = [];
  try {
    const [port] = (await once(worker, 'message')) as [number];
    let connected = 0;
    for (let index = 0; index < clients; index += 1) {
      const socket = connect(port, '127.0.0.1', () => (connected += 1));
      sockets.push(socket.on('error', () => undefined));
    }
    await waitUntil(async () => Promise.resolve(connected === clients), {
      intervalMs: 20,
      timeoutMs: 10_000,
    }).catch(() => undefined);
    expect(connected).toBe(clients);
  } finally {
    for (const socket of sockets) socket.destroy();
    Atomics.store(held, 0, 1);
    Atomics.notify(held, 0);
    await worker.terminate();
  }
});
