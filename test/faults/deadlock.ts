import { accountSettings, createAccounts, noteTransfers, runTransfers } from './accounts.ts';
import type { Fault } from './fault.ts';
import { noteGateways } from './note-gateways.ts';

/** Transactions lock the same rows in different orders. */
export const deadlock: Fault = {
  number: 12,
  title: 'deadlock 1213',
  short: { heldBy: 'test/writes/transfers.test.ts' },
  run: async (stage) => {
    const database = await stage.openDatabase('nothing');
    await createAccounts(database.connection, 8);
    const gateway = await stage.openGateway(database.url, accountSettings);
    const options = { urls: [gateway.url], accounts: 8, clients: 32, transfers: 1_000 };
    const transfers = await runTransfers(options);
    await noteTransfers(stage.seen, database.connection, transfers);
    await noteGateways(stage.seen, [gateway]);
  },
};
