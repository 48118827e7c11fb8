import { setTimeout as delay } from 'node:timers/promises';
import { runClients } from '../support/run-clients.ts';
import { probe } from '../support/gateway-process.ts';
import { ask, type Reply, tally } from './ask.ts';
import type { Fault } from './fault.ts';
import { openHaproxy } from './haproxy.ts';
import type { Stage } from './stage.ts';

const requests = 10_000;
const clients = 16;

/** Gateways behind a proxy are replaced one after the other, as a deployment does, while requests go on. */
export const shutdownUnderLoad: Fault = {
  number: 20,
  title: 'SIGTERM under load',
  timeoutMs: 900_000,
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    // The default in production; tests elsewhere have none.
    const settings = { LOG_LEVEL: 'warn', SHUTDOWN_GRACE_MS: '3000' };
    const gateways = [
      await stage.openGateway(database.url, settings),
      await stage.openGateway(database.url, settings),
    ];
    const backends = gateways.map(({ url }) => ({ port: Number(new URL(url).port) }));
    const proxy = await stage.use(openHaproxy({ mode: 'http', backends }));
    const url = `http://127.0.0.1:${proxy.port}`;
    const replies: Reply[] = [];
    const deploying = deploy(stage, gateways, settings, database.url, () => replies.length);
    const asking = runClients({ clients, rounds: requests }, async (_, round) => {
      stage.signal.throwIfAborted();
      const document =
        round % 10 === 0
          ? `mutation { updateUser(id: ${1 + (round % 900)}, data: { bio: "b${round}" }) { bio } }`
          : `{ users(first: ${1 + (round % 20)}) { nodes { name } } }`;
      replies.push(await ask(url, document));
    });
    await Promise.all([asking, deploying]);
    const failed = replies.filter(({ status, codes }) => status !== 200 || codes.length > 0);
    seen.equal(`of ${requests} failed`, failed.length, 0);
    if (failed.length > 0) seen.note(tally(failed));
  },
};

/** Stops each gateway after a third of the requests, and starts another in its place. */
async function deploy(
  stage: Stage,
  gateways: readonly Awaited<ReturnType<Stage['openGateway']>>[],
  settings: Readonly<Record<string, string>>,
  databaseUrl: string,
  countReplies: () => number,
): Promise<void> {
  const { seen } = stage;
  for (const [index, gateway] of gateways.entries()) {
    while (countReplies() < (requests / 3) * (index + 1)) {
      stage.signal.throwIfAborted();
      await delay(10);
    }
    gateway.kill('SIGTERM');
    const startedAt = performance.now();
    await delay(50);
    const ready = await probe(gateway.url, 'ready');
    seen.equal('ready after 50 ms', ready, 503);
    seen.equal('exit code', String(await gateway.ended), '0');
    seen.atMost('after', (performance.now() - startedAt) / 1_000, 30, ' s');
    await stage.openGateway(databaseUrl, { ...settings, PORT: new URL(gateway.url).port });
    await delay(1_000); // the proxy takes it in
  }
}
