import { setTimeout as delay } from 'node:timers/promises';
import { ask, tally } from './ask.ts';
import { readStatus, waitForBlocked } from './fault-database.ts';
import type { Fault } from './fault.ts';

const reads = 1_000;

/** A thousand requests read one row at once, among them one whose key cannot be read. */
export const hotKey: Fault = {
  number: 36,
  title: 'one hot key, 1,000 parallel reads',
  short: 'runs',
  run: async (stage) => {
    const { seen } = stage;
    const server = await stage.openServer();
    const database = await stage.openDatabase('directory', server.url);
    await database.connection.query(
      "SET sql_mode = ''; UPDATE User SET createdAt = '0000-00-00' WHERE id = 8",
    );
    // All of them at once are more than a busy event loop would take on.
    const gateway = await stage.openGateway(database.url, { EVENT_LOOP_DELAY_MAX_MS: '600000' });
    await ask(gateway.url, read(7));
    const before = await countReads(database.connection);
    const locker = await database.connect();
    await locker.query('LOCK TABLES `User` WRITE');
    const asking = Array.from({ length: reads }, () => ask(gateway.url, read(7)));
    await waitForBlocked(database, 1);
    // The table stays locked until the gateway has taken all of them in.
    await delay(1_500);
    await locker.query('UNLOCK TABLES');
    const replies = await Promise.all(asking);
    seen.equal('answered', tally(replies), `${reads} × 200`);
    seen.equal('different answers', new Set(replies.map(({ text }) => text)).size, 1);
    seen.atMost('statements', (await countReads(database.connection)) - before, reads / 5);
    const mixed = await Promise.all(
      Array.from({ length: 100 }, (_, i) => ask(gateway.url, read(i === 50 ? 8 : 7))),
    );
    seen.equal(
      'failed beside a bad key',
      mixed.filter(({ codes }, i) => i !== 50 && codes.length > 0).length,
      0,
    );
    seen.that(`the bad key: ${mixed[50]?.codes.join()}`, mixed[50]?.codes.length === 1, 'an error');
  },
};

function read(id: number): string {
  return `{ user(id: ${id}) { name createdAt } }`;
}

async function countReads(connection: Parameters<typeof readStatus>[0]): Promise<number> {
  return readStatus(connection, 'Com_stmt_execute');
}
