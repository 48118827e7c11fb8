import { connect } from 'node:net';
import { waitUntil } from '../../src/std/wait-until.ts';
import { runClients } from '../support/run-clients.ts';
import type { Fault } from './fault.ts';
import { countDescriptors } from './process-figures.ts';
import { sendQuickRequests } from './quick-requests.ts';

/** Clients connect, send a part or the whole of a request, and go away. */
export const connectAndAbort: Fault = {
  number: 30,
  title: '10,000 connect-and-abort',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, { LOG_LEVEL: 'warn', POOL_SIZE: '2' });
    const port = Number(new URL(gateway.url).port);
    const abort = (count: number): Promise<void> =>
      runClients({ clients: 50, rounds: count }, (_, round) => abortAfter(port, round % 4));
    await abort(500);
    const before = await countDescriptors(gateway.pid);
    const count = stage.isShort ? 1_000 : 10_000;
    await abort(count);
    seen.note(`${count} connections`);
    const hasSettled = async (): Promise<boolean> => (await countDescriptors(gateway.pid)) <= before;
    await waitUntil(hasSettled, { intervalMs: 50, timeoutMs: 10_000 });
    seen.atMost('descriptors', (await countDescriptors(gateway.pid)) - before, 2, ' more');
    seen.equal('requests afterwards that failed', (await sendQuickRequests(gateway.url)).failed, 0);
  },
};

const body = JSON.stringify({ query: '{ users(first: 20) { nodes { id posts { totalCount } } } }' });
const request = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
/** What is sent before the connection is cut off: nothing, half of the head, half of the body, all. */
const parts = ['', request.slice(0, 40), request.slice(0, -20), request];

function abortAfter(port: number, part: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.on('connect', () => {
      socket.write(parts[part] ?? '');
      setImmediate(() => socket.resetAndDestroy());
    });
  });
}
