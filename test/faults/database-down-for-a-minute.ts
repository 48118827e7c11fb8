import { setTimeout as delay } from 'node:timers/promises';
import { waitForProbe } from '../support/gateway-process.ts';
import { ask, isMaskedRefusal, quantile, type Reply, tally } from './ask.ts';
import type { Fault } from './fault.ts';
import { readMemory } from './process-figures.ts';
import { openSwitchProxy } from './switch-proxy.ts';

const downMs = 60_000;
const intervalMs = 50;
/** What comes within this time may be among the first failures. */
const firstMs = 1_000;

/** The database stays away for a minute while requests go on. */
export const databaseDownForAMinute: Fault = {
  number: 4,
  title: 'database down for a minute',
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const proxy = await stage.use(openSwitchProxy(database.url));
    const gateway = await stage.openGateway(proxy.url, { LOG_LEVEL: 'warn' });
    await Promise.all(Array.from({ length: 200 }, () => ask(gateway.url)));
    proxy.set('refuse');
    const startedAt = performance.now();
    const connectionsBefore = proxy.connections();
    const replies: Reply[] = [];
    const pending: Promise<unknown>[] = [];
    let memoryEarly = 0;
    for (let dueMs = 0; dueMs < downMs; dueMs += intervalMs) {
      await waitUntilMs(startedAt + dueMs);
      stage.signal.throwIfAborted();
      const isFirst = dueMs < firstMs;
      pending.push(ask(gateway.url).then((reply) => (isFirst ? undefined : replies.push(reply))));
      if (dueMs === 10_000) memoryEarly = await readMemory(gateway.pid);
    }
    await Promise.all(pending);
    seen.that(tally(replies), replies.every(isMaskedRefusal), '503, masked');
    const figures = replies.map(({ ms }) => ms);
    seen.atMost('p99', quantile(figures, 0.99), 50, ' ms');
    seen.note(`slowest ${Math.max(...figures).toFixed()} ms`);
    const connections = proxy.connections() - connectionsBefore;
    seen.atMost('connections tried a second', connections / (downMs / 1_000), 5);
    seen.atMost('memory from the 10th second on', (await readMemory(gateway.pid)) - memoryEarly, 20, ' MB');
    proxy.set('pass');
    seen.atMost('ready again after', await waitForProbe(gateway.url, 'ready', 200), 1_000, ' ms');
  },
};

async function waitUntilMs(at: number): Promise<void> {
  const waitMs = at - performance.now();
  if (waitMs > 0) await delay(waitMs);
}
