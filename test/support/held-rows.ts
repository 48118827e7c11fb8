import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestConnection, type TestDatabase } from './database.ts';

/** Rows that another transaction has written, and not committed. */
export interface HeldRows extends AsyncDisposable {
  /** Takes its writes back, so that those who wait go on. */
  readonly letGo: () => Promise<void>;
  /** Settles when so many transactions of the database wait for rows. */
  readonly waitForWriters: (count: number) => Promise<void>;
}

/** Runs a statement in a transaction that stays open, so that whoever writes the same rows waits. */
export async function holdRows(database: TestDatabase, sql: string): Promise<HeldRows> {
  const connection = await openTestConnection(database.url);
  await connection.query(`START TRANSACTION; ${sql}`);
  return {
    letGo: async () => {
      await connection.query('ROLLBACK');
    },
    waitForWriters: async (count) => {
      const hasCome = async (): Promise<boolean> => (await countWaiting(database)) === count;
      // InnoDB renews what it tells of transactions when nobody has asked for a tenth of a second.
      if (!(await waitUntil(hasCome, { intervalMs: 150, timeoutMs: 10_000 }))) {
        throw new Error(`Expected ${count} transactions to wait for a row.`);
      }
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

/** How many transactions of a database wait for a row. */
async function countWaiting({ connection, name }: TestDatabase): Promise<number> {
  const rows = await connection.query<unknown[]>(
    'SELECT 1 FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id ' +
      "WHERE p.DB = ? AND t.trx_state = 'LOCK WAIT'",
    [name],
  );
  return rows.length;
}

/** The statements that run in a database at the moment. */
export async function listRunning({ connection, name }: TestDatabase): Promise<readonly string[]> {
  const rows = await connection.query<{ INFO: string | null }[]>(
    "SELECT INFO FROM information_schema.PROCESSLIST WHERE DB = ? AND COMMAND IN ('Query', 'Execute') AND ID <> CONNECTION_ID()",
    [name],
  );
  return rows.map(({ INFO }) => String(INFO));
}
