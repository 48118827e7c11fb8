import { waitUntil } from '../../src/std/wait-until.ts';
import { ask } from './ask.ts';
import { type FaultDatabase, waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';

const timeoutMs = 500;

/** A statement does not end in time. */
export const slowQuery: Fault = {
  number: 9,
  title: 'slow query',
  short: { heldBy: 'test/requests.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, {
      POOL_SIZE: '1',
      STATEMENT_TIMEOUT_MS: String(timeoutMs),
    });
    await ask(gateway.url);
    const threadsBefore = await listThreads(database);
    const locker = await database.connect();
    await locker.query('LOCK TABLES `User` WRITE');
    const asking = ask(gateway.url, '{ users(first: 3) { nodes { id } } }');
    await waitForBlocked(database, 1);
    const reply = await asking;
    seen.equal('code', reply.codes.join(), 'TIMEOUT');
    seen.atMost('after', reply.ms, timeoutMs + 300, ' ms');
    const startedAt = performance.now();
    await waitUntil(async () => (await countBlocked(database)) === 0, { intervalMs: 5, timeoutMs: 5_000 });
    seen.atMost('ended in the database', performance.now() - startedAt, 300, ' ms later');
    await locker.query('UNLOCK TABLES');
    seen.equal('the next request', (await ask(gateway.url)).status, 200);
    seen.equal('connections', await listThreads(database), threadsBefore);
  },
};

async function listThreads({ connection, name }: FaultDatabase): Promise<string> {
  const rows = await connection.query<{ ID: number }[]>(
    'SELECT ID FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID() ORDER BY ID',
    [name],
  );
  return rows
    .slice(0, 2) // of the gateway: the one that watches and the one of the pool
    .map(({ ID }) => ID)
    .join(' and ');
}

async function countBlocked({ connection, name }: FaultDatabase): Promise<number> {
  const rows = await connection.query<unknown[]>(
    "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table%'",
    [name],
  );
  return rows.length;
}
