import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './ask.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import { prepareDirectory } from './prepare-directory.ts';
import type { Fault } from './fault.ts';
import { openGaleraCluster } from './galera-cluster.ts';
import { openHaproxy } from './haproxy.ts';
import { watchGaleraNode } from './watch-node.ts';

const document = `mutation ($title: String!) {
  createPost(data: { title: $title, body: "b", author: { connect: { id: 1 } } }) { id }
}`;
const beforeMs = 3_000;
const afterMs = 12_000;

/** The node that takes the writes is killed; a proxy sends what follows to the next. */
export const galeraWriterKilled: Fault = {
  number: 15,
  title: 'Galera writer killed',
  timeoutMs: 300_000,
  run: async (stage) => {
    const { seen } = stage;
    const cluster = await stage.use(openGaleraCluster());
    const [writer, other] = cluster.nodes;
    if (writer === undefined || other === undefined) throw new Error('Expected three nodes.');
    await prepareDirectory(writer.url);
    const backends = cluster.nodes.map(({ port, url }, index) => ({
      port,
      isUp: watchGaleraNode(url),
      isBackup: index > 0,
    }));
    const proxy = await stage.use(openHaproxy({ mode: 'tcp', backends }));
    const gateway = await stage.openGateway(`mysql://root@127.0.0.1:${proxy.port}/gather`);
    const acknowledged: string[] = [];
    const writes: Attempt[] = [];
    const reads: Attempt[] = [];
    const startedAt = performance.now();
    let killedAt = Infinity;
    let sent = 0;
    const isOver = (): boolean =>
      stage.signal.aborted || performance.now() > Math.min(killedAt + afterMs, startedAt + 60_000);
    const write = async (): Promise<void> => {
      while (!isOver()) {
        const title = `writer-${sent++}`;
        const { status, codes } = await ask(gateway.url, document, { variables: { title } });
        const isGood = status === 200 && codes.length === 0;
        if (isGood) acknowledged.push(title);
        writes.push({ at: performance.now(), isGood, code: codes.join() || String(status) });
        if (!isGood) await delay(20);
      }
    };
    const read = async (): Promise<void> => {
      while (!isOver()) {
        const { status, codes } = await ask(gateway.url, '{ users(first: 3) { nodes { name } } }');
        const isGood = status === 200 && codes.length === 0;
        reads.push({ at: performance.now(), isGood, code: codes.join() || String(status) });
        await delay(20);
      }
    };
    const load = Promise.all([...Array.from({ length: 8 }, write), read(), read()]);
    await delay(beforeMs);
    killedAt = performance.now();
    await writer.program.kill();
    await load;
    seen.atMost('writes back after', findGap(writes, killedAt), 5, ' s');
    seen.atMost('reads back after', findGap(reads, killedAt), 1, ' s');
    seen.note(`refused meanwhile: ${tallyCodes([...writes, ...reads])}`);
    const connection = await openConnection(other.url);
    const rows = await connection.query<{ title: string }[]>(
      "SELECT title FROM Post WHERE title LIKE 'writer-%'",
    );
    await closeConnection(connection);
    const there = new Set(rows.map(({ title }) => title));
    seen.atLeast('acknowledged', acknowledged.length, 1);
    seen.equal('of those missing', acknowledged.filter((title) => !there.has(title)).length, 0);
    seen.equal('there twice', rows.length - there.size, 0);
  },
};

interface Attempt {
  readonly at: number;
  readonly isGood: boolean;
  readonly code: string;
}

/** From the kill to the last failure after it, or to the first answer after it, whichever is later: in seconds. */
function findGap(attempts: readonly Attempt[], killedAt: number): number {
  const after = attempts.filter(({ at }) => at > killedAt);
  const lastBad = after.findLast(({ isGood }) => !isGood)?.at ?? killedAt;
  const back = after.find(({ at, isGood }) => isGood && at > lastBad)?.at ?? Infinity;
  return (back - killedAt) / 1_000;
}

function tallyCodes(attempts: readonly Attempt[]): string {
  const counts = new Map<string, number>();
  for (const { isGood, code } of attempts) if (!isGood) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Array.from(counts, ([code, count]) => `${count} × ${code}`).join(', ') || 'none';
}
