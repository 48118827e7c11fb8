import { runCrashes } from '../writes/crash/run-crashes.ts';
import type { Fault } from './fault.ts';
import { allowFor } from './quick-requests.ts';

const kills = 10;

/** The gateway is killed while it writes; `npm run test:crash` does so more often. */
export const gatewayKilled: Fault = {
  number: 22,
  title: 'gateway killed -9 under load',
  short: { heldBy: 'test/writes/crash.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase('nothing');
    const first = await stage.startGateway(database.url);
    const startMs = await first.ready();
    first.kill('SIGTERM');
    await first.ended;
    const run = await runCrashes({ databaseUrl: database.url, kills, seed: 1, report: () => undefined });
    seen.note(`${kills} kills`);
    seen.atLeast('acknowledged', run.acknowledged, 1);
    seen.that(
      `${run.faults.length} faults ${run.faults.slice(0, 3).join(', ')}`,
      run.faults.length === 0,
      '0',
    );
    const readyMs = run.readyMs.toSorted((a, b) => a - b);
    seen.atMost(
      'ready after a restart, median',
      readyMs[readyMs.length >> 1] ?? Infinity,
      allowFor(2_000, { p90Ms: startMs / 2 }),
      ' ms',
    );
    seen.note(`any start took ${startMs.toFixed()} ms`);
  },
};
