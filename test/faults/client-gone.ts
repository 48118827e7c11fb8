import { ask, writePage } from './ask.ts';
import { waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';
import { sendQuickRequests, allowFor } from './quick-requests.ts';

/** Clients go away while their requests run or wait. */
export const clientGone: Fault = {
  number: 10,
  title: 'client gone mid-request',
  short: { heldBy: 'test/requests.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, { POOL_SIZE: '1' });
    const before = await sendQuickRequests(gateway.url);
    const locker = await database.connect();
    await locker.query('LOCK TABLES `User` WRITE');
    const gone = new AbortController();
    const leaving = [1, 2, 3].map((first) => ask(gateway.url, writePage(first), { signal: gone.signal }));
    await waitForBlocked(database, 1);
    const patient = ask(gateway.url, '{ teams(first: 2) { nodes { id } } }');
    // It waits behind the others, so it is on its way when one that came later is answered.
    await ask(gateway.url, '{ __typename }');
    gone.abort();
    const goneAt = performance.now();
    const reply = await patient;
    seen.equal('the one behind them', reply.status, 200);
    seen.atMost('after', performance.now() - goneAt, allowFor(100, before), ' ms');
    seen.equal('those who left', (await Promise.all(leaving)).map(({ status }) => status).join(), '0,0,0');
    const running = await database.connection.query<unknown[]>(
      "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table%'",
      [database.name],
    );
    seen.equal('statements left in the database', running.length, 0);
  },
};
