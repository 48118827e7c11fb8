import { waitUntil } from '../../src/std/wait-until.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { ask } from './ask.ts';
import { waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';
import type { Stage } from './stage.ts';

/** The gateway is asked to stop while a request does not end, once and twice. */
export const stuckShutdown: Fault = {
  number: 23,
  title: 'second SIGTERM or a stuck request',
  short: { heldBy: 'test/cli/shutdown.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    await stop(stage, 'at its deadline of 1 s', 2_000, { SHUTDOWN_TIMEOUT_MS: '1000' });
    await stop(stage, 'at the second SIGTERM', 1_000, {}, (gateway) => gateway.kill('SIGTERM'));
    seen.note('each with a request that waits for a locked table');
  },
};

async function stop(
  stage: Stage,
  when: string,
  boundMs: number,
  settings: Readonly<Record<string, string>>,
  again?: (gateway: GatewayProcess) => void,
): Promise<void> {
  const { seen } = stage;
  const database = await stage.openDatabase('tables');
  const gateway = await stage.openGateway(database.url, settings);
  const locker = await database.connect();
  await locker.query('LOCK TABLES `User` WRITE');
  const asking = ask(gateway.url, '{ users(first: 1) { nodes { id } } }');
  await waitForBlocked(database, 1);
  gateway.kill('SIGTERM');
  await waitUntil(() => gateway.output().includes('Stopping'), { intervalMs: 5, timeoutMs: 10_000 });
  const startedAt = performance.now();
  const end: { code?: number | undefined; isOver: boolean } = { isOver: false };
  void gateway.ended.then((code) => Object.assign(end, { code, isOver: true }));
  const hasEnded = (): boolean => {
    if (!end.isOver) again?.(gateway);
    return end.isOver;
  };
  // Two signals at nearly the same time count as one, so it is sent until it is taken.
  await waitUntil(hasEnded, { intervalMs: 25, timeoutMs: 30_000 });
  seen.equal(`exit code ${when}`, end.code, 1);
  seen.atMost('after', performance.now() - startedAt, boundMs, ' ms');
  await asking;
  const last = gateway
    .lines()
    .filter(({ level }) => level !== 'info')
    .map(({ msg }) => msg)
    .at(-1);
  seen.that(`logged: ${last ?? 'nothing'}`, last !== undefined, 'a warning of what was cut off');
}
