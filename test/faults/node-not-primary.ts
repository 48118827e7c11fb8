import { setTimeout as delay } from 'node:timers/promises';
import { ask, type Reply, tally } from './ask.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import { prepareDirectory } from './prepare-directory.ts';
import type { Fault } from './fault.ts';
import type { Findings } from './findings.ts';
import { openGaleraCluster } from './galera-cluster.ts';
import { openHaproxy } from './haproxy.ts';
import { watchGaleraNode } from './watch-node.ts';

const observedMs = 8_000;
/** The cluster and the proxy take this long to notice. */
const noticedMs = 5_000;

/** A node is cut off from the others: it answers every statement with 1047, and its connections stay open. */
export const nodeNotPrimary: Fault = {
  number: 17,
  title: 'node not Primary (1047)',
  timeoutMs: 300_000,
  run: async (stage) => {
    const cluster = await stage.use(openGaleraCluster());
    const [node] = cluster.nodes;
    if (node === undefined) throw new Error('Expected three nodes.');
    await prepareDirectory(node.url);
    const backends = cluster.nodes.map(({ port, url }, index) => ({
      port,
      isUp: watchGaleraNode(url),
      isBackup: index > 0,
    }));
    const proxy = await stage.use(openHaproxy({ mode: 'tcp', backends, endsConnections: false }));
    const gateway = await stage.openGateway(`mysql://root@127.0.0.1:${proxy.port}/gather`);
    await Promise.all(Array.from({ length: 20 }, (_, i) => ask(gateway.url, read(i))));
    const connection = await openConnection(node.url);
    await connection.query("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
    const early: Promise<Reply>[] = [];
    const late: Promise<Reply>[] = [];
    const startedAt = performance.now();
    for (let index = 0; performance.now() < startedAt + observedMs; index += 1) {
      const isLate = performance.now() > startedAt + noticedMs;
      (isLate ? late : early).push(ask(gateway.url, read(index)), ask(gateway.url, write(index)));
      await delay(100);
    }
    noteReplies(stage.seen, await Promise.all(early), await Promise.all(late));
    await closeConnection(connection);
  },
};

/** What was under way when the node was cut off may be late or unknown; nothing may be a fault that nobody has a name for. */
const allowed = new Set(['', 'DATABASE_UNAVAILABLE', 'TIMEOUT', 'COMMIT_UNKNOWN']);

function isAllowed({ status, codes }: Reply): boolean {
  return status !== 0 && codes.every((code) => allowed.has(code));
}

function noteReplies(seen: Findings, early: readonly Reply[], late: readonly Reply[]): void {
  seen.that(
    `first ${noticedMs / 1_000} s: ${tally(early)}`,
    early.every(isAllowed),
    '200, DATABASE_UNAVAILABLE, TIMEOUT or COMMIT_UNKNOWN',
  );
  seen.equal('then', tally(late), `${late.length} × 200`);
}

function read(index: number): string {
  return `{ users(first: ${1 + (index % 20)}) { nodes { name } } }`;
}

function write(index: number): string {
  return `mutation { updateUser(id: ${1 + (index % 20)}, data: { bio: "bio ${index}" }) { bio } }`;
}
