import { accountSettings, createAccounts, noteTransfers, runTransfers } from './accounts.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { openReplicationGroup } from './group-replication.ts';
import { noteGateways } from './note-gateways.ts';

const accounts = 16;

/** Two gateways write the same rows, each at its own member, so that the group refuses transactions at COMMIT. */
export const groupConflict: Fault = {
  number: 16,
  title: 'certification conflict: two writers of a MySQL group (3101, 1180)',
  timeoutMs: 600_000,
  run: async (stage) => {
    const { seen } = stage;
    const group = await stage.use(openReplicationGroup('all'));
    const writers = group.members.slice(0, 2);
    const [first] = writers;
    if (first === undefined) throw new Error('Expected three members.');
    const connection = await openConnection(first.url);
    await createAccounts(connection, accounts);
    const gateways = await Promise.all(writers.map(({ url }) => stage.openGateway(url, accountSettings)));
    const urls = gateways.map(({ url }) => url);
    const transfers = await runTransfers({ urls, accounts, clients: 16, transfers: 1_500 });
    // What the other member has committed arrives before this reads.
    await connection.query("SET SESSION group_replication_consistency = 'BEFORE'");
    await noteTransfers(seen, connection, transfers);
    await noteGateways(seen, gateways);
    await closeConnection(connection);
  },
};
