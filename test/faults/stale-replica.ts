import { runClients } from '../support/run-clients.ts';
import { ask } from './ask.ts';
import { prepareDirectory } from './prepare-directory.ts';
import type { Fault } from './fault.ts';
import { openGaleraCluster } from './galera-cluster.ts';
import { openHaproxy } from './haproxy.ts';
import { watchGaleraNode } from './watch-node.ts';

const writes = 400;

/** Clients read what they have just written, while connections go to all nodes by turns. */
export const staleReplica: Fault = {
  number: 18,
  title: 'stale replica after a write',
  timeoutMs: 300_000,
  run: async (stage) => {
    const { seen } = stage;
    // What an operator sets where several nodes are read: a read waits for what was committed before it.
    const cluster = await stage.use(openGaleraCluster(['--wsrep-sync-wait=1']));
    const [node] = cluster.nodes;
    if (node === undefined) throw new Error('Expected three nodes.');
    await prepareDirectory(node.url);
    const backends = cluster.nodes.map(({ port, url }) => ({ port, isUp: watchGaleraNode(url) }));
    const proxy = await stage.use(openHaproxy({ mode: 'tcp', backends }));
    const gateway = await stage.openGateway(`mysql://root@127.0.0.1:${proxy.port}/gather`);
    let written = 0;
    let stale = 0;
    const others: string[] = [];
    await runClients({ clients: 8, rounds: writes }, async (client, round) => {
      const bio = `bio ${round}`;
      const id = client + 1;
      const mutation = `mutation { updateUser(id: ${id}, data: { bio: "${bio}" }) { bio } }`;
      const reply = await ask(gateway.url, mutation);
      if (reply.codes.length > 0) return void others.push(reply.codes.join());
      written += 1;
      const { text } = await ask(gateway.url, `{ user(id: ${id}) { bio } }`);
      if (!text.includes(`"${bio}"`)) stale += 1;
      return undefined;
    });
    seen.note('three nodes by turns, wsrep_sync_wait=1');
    seen.atLeast('written', written, 1);
    seen.equal('reads without the write before them', stale, 0);
    seen.that(
      `refused: ${[...new Set(others)].join() || 'none'}`,
      others.every((code) => code === 'CONFLICT'),
      'none but CONFLICT',
    );
  },
};
