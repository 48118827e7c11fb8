import { setTimeout as delay } from 'node:timers/promises';
import { probe, waitForProbe } from '../support/gateway-process.ts';
import { ask, type Reply, tally } from './ask.ts';
import type { Fault } from './fault.ts';

const stalls = 12;
const stallMs = 300;
const pauseMs = 30;
/** So few requests that a process may always take them on are no load. */
const requests = 200;

/** The process gets no turn for 300 ms again and again, as when something else holds its event loop or its processor. */
export const stalledEventLoop: Fault = {
  number: 31,
  title: 'event loop stalled 300 ms',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url);
    const statuses: number[] = [];
    const replies: Promise<Reply>[] = [];
    for (let stall = 0; stall < stalls; stall += 1) {
      gateway.kill('SIGSTOP');
      const ready = probe(gateway.url, 'ready');
      for (let count = 0; count < requests; count += 1) replies.push(ask(gateway.url));
      await delay(stallMs);
      gateway.kill('SIGCONT');
      statuses.push(await ready);
      await delay(pauseMs);
    }
    const all = await Promise.all(replies);
    seen.that(`ready: ${statuses.join(' ')}`, statuses.includes(503), '503 meanwhile');
    const shed = all.filter(({ status, retryAfter }) => status === 503 && retryAfter !== null);
    seen.that(tally(all), shed.length > 0, 'some 503 with Retry-After');
    seen.atMost('ready again after', await waitForProbe(gateway.url, 'ready', 200), 5_000, ' ms');
    seen.equal('a request then', (await ask(gateway.url)).status, 200);
  },
};
