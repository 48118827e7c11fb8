import { setTimeout as delay } from 'node:timers/promises';
import { waitForProbe } from '../support/gateway-process.ts';
import { ask, type Reply, tally } from './ask.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { openReplicationGroup } from './group-replication.ts';
import { openHaproxy } from './haproxy.ts';
import { prepareDirectory } from './prepare-directory.ts';
import { watchNode } from './watch-node.ts';

const observedMs = 8_000;
/** The proxy takes this long to notice. */
const noticedMs = 5_000;
const isWritable = 'SELECT @@global.super_read_only';

/** Another member becomes the primary: the connections to the one before stay open, and it refuses every write. */
export const readOnlyServer: Fault = {
  number: 19,
  title: 'server read-only after failover (1290, 1836)',
  timeoutMs: 300_000,
  run: async (stage) => {
    const { seen } = stage;
    const group = await stage.use(openReplicationGroup('one'));
    const [primary, next] = group.members;
    if (primary === undefined || next === undefined) throw new Error('Expected three members.');
    await prepareDirectory(primary.url);
    const backends = group.members.map(({ port, url }) => ({
      port,
      isUp: watchNode(url, isWritable, ['0']),
    }));
    const proxy = await stage.use(openHaproxy({ mode: 'tcp', backends, endsConnections: false }));
    const gateway = await stage.openGateway(`mysql://root@127.0.0.1:${proxy.port}/gather`);
    await Promise.all(Array.from({ length: 20 }, (_, index) => ask(gateway.url, write(index))));
    const connection = await openConnection(next.url);
    await connection.query('SELECT group_replication_set_as_primary(@@server_uuid)');
    await closeConnection(connection);
    const early: Reply[] = [];
    const late: Reply[] = [];
    const startedAt = performance.now();
    for (let index = 0; performance.now() < startedAt + observedMs; index += 1) {
      const isLate = performance.now() > startedAt + noticedMs;
      (isLate ? late : early).push(await ask(gateway.url, write(index)));
      await delay(50);
    }
    seen.that(
      `writes in the first ${noticedMs / 1_000} s: ${tally(early)}`,
      early.every(isAllowed),
      'DATABASE_UNAVAILABLE or 200',
    );
    seen.equal('then', tally(late), `${late.length} × 200`);
    seen.atMost('ready', await waitForProbe(gateway.url, 'ready', 200), 1_000, ' ms later');
  },
};

function isAllowed({ codes }: Reply): boolean {
  return codes.length === 0 || codes.join() === 'DATABASE_UNAVAILABLE';
}

function write(index: number): string {
  return `mutation { updateUser(id: ${1 + (index % 20)}, data: { bio: "bio ${index}" }) { bio } }`;
}
