import { ask, tally } from './ask.ts';
import { type FaultDatabase } from './fault-database.ts';
import type { Fault } from './fault.ts';

const mutations = 16;
const document = `mutation ($slug: String!) {
  createTeam(data: { slug: $slug, name: "late" }) { id }
  updateUser(id: 3, data: { bio: "late" }) { id }
}`;

/** Transactions do not end in time while others are under way. */
export const transactionTimeout: Fault = {
  number: 11,
  title: 'transaction timeout under load',
  short: { heldBy: 'test/writes/deadlines.test.ts' },
  run: async (stage) => {
    const { seen } = stage;
    const database = await stage.openDatabase();
    const gateway = await stage.openGateway(database.url, {
      TRANSACTION_TIMEOUT_MS: '700',
      LOCK_TIMEOUT_SECONDS: '20',
    });
    const holder = await database.connect();
    await holder.query("START TRANSACTION; UPDATE User SET bio = 'held' WHERE id = 3");
    const late = Array.from({ length: mutations }, (_, i) =>
      ask(gateway.url, document, { variables: { slug: `late-${i}` } }),
    );
    const reads = Array.from({ length: mutations }, (_, i) =>
      ask(gateway.url, `{ user(id: ${i + 1}) { bio } }`),
    );
    seen.equal('reads beside them', tally(await Promise.all(reads)), `${mutations} × 200`);
    const replies = await Promise.all(late);
    const ended = replies.filter(({ codes }) => codes.join() === 'TIMEOUT');
    seen.equal('mutations with TIMEOUT', ended.length, mutations);
    seen.equal('rows of theirs', await countTeams(database), 0);
    await holder.query('ROLLBACK');
    const open = await database.connection.query<unknown[]>(
      'SELECT 1 FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id WHERE p.DB = ?',
      [database.name],
    );
    seen.equal('transactions left open', open.length, 0);
    const after = Array.from({ length: mutations }, (_, i) =>
      ask(gateway.url, document, { variables: { slug: `then-${i}` } }),
    );
    seen.equal('the same afterwards', tally(await Promise.all(after)), `${mutations} × 200`);
  },
};

async function countTeams({ connection }: FaultDatabase): Promise<number> {
  const rows = await connection.query<unknown[]>("SELECT 1 FROM Team WHERE slug LIKE 'late-%'");
  return rows.length;
}
