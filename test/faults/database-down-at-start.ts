import { probe, waitForProbe } from '../support/gateway-process.ts';
import { ask, isMaskedRefusal } from './ask.ts';
import type { Fault } from './fault.ts';

/** A machine that does other things takes its time to start a process. */
const startTimeoutMs = 90_000;

/** The gateway is started while its database is down. */
export const databaseDownAtStart: Fault = {
  number: 1,
  title: 'database down at start',
  short: { heldBy: 'test/cli/database-faults.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer();
    const database = await stage.openDatabase('directory', server.url);
    await server.kill();
    const gateway = await stage.startGateway(database.url);
    const liveMs = await waitForProbe(gateway.url, 'live', 200, startTimeoutMs);
    seen.note(`live after ${(liveMs / 1_000).toFixed(2)} s`);
    seen.equal('ready', await probe(gateway.url, 'ready'), 503);
    seen.that('requests are refused', isMaskedRefusal(await ask(gateway.url)), '503, masked');
    await server.restart();
    const readyMs = await waitForProbe(gateway.url, 'ready', 200);
    seen.atMost('ready after the database', readyMs, 1_000, ' ms');
    seen.equal('a request then', (await ask(gateway.url)).status, 200);
  },
};
