import { accountSettings, createAccounts, noteTransfers, runTransfers } from './accounts.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { openGaleraCluster } from './galera-cluster.ts';
import { noteGateways } from './note-gateways.ts';

const accounts = 16;

/** Two gateways write the same rows, each at its own node, so that the cluster aborts transactions at any statement. */
export const certificationConflict: Fault = {
  number: 16,
  title: 'certification conflict: two writers of a Galera cluster',
  timeoutMs: 600_000,
  run: async (stage) => {
    const { seen } = stage;
    const cluster = await stage.use(openGaleraCluster());
    const writers = cluster.nodes.slice(0, 2);
    const [first] = writers;
    if (first === undefined) throw new Error('Expected three nodes.');
    const connection = await openConnection(first.url);
    await createAccounts(connection, accounts);
    const gateways = await Promise.all(writers.map(({ url }) => stage.openGateway(url, accountSettings)));
    const urls = gateways.map(({ url }) => url);
    const transfers = await runTransfers({ urls, accounts, clients: 16, transfers: 1_500 });
    // What the other node has committed arrives before this reads.
    await connection.query('SET SESSION wsrep_sync_wait = 1');
    await noteTransfers(seen, connection, transfers);
    await noteGateways(seen, gateways);
    await closeConnection(connection);
  },
};
