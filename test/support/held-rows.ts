import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestConnection, type TestDatabase } from './database.ts';

/** Rows that another transaction has written, and not committed. */
export interface HeldRows extends AsyncDisposable {
  /** Takes its writes back, so that those who wait go on. */
  readonly letGo: () => Promise<void>;
  /** Commits its writes, so that those who wait go on. */
  readonly commit: () => Promise<void>;
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
    commit: async () => {
      await connection.query('COMMIT');
    },
    waitForWriters: async (count) => {
      const hasCome = async (): Promise<boolean> => (await countWaiting(database)) === count;
      // MariaDB renews what it tells of transactions when nobody has asked for a tenth of a second.
      if (!(await waitUntil(hasCome, { intervalMs: 150, timeoutMs: 10_000 }))) {
        throw new Error(`Expected ${count} transactions to wait for a row.`);
      }
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

/** How many transactions of a database wait for a row. MySQL's INNODB_TRX is no help: it fails on statements with binary values. */
async function countWaiting({ connection, name }: TestDatabase): Promise<number> {
  const rows = await connection.query<unknown[]>(
    connection.serverVersion().includes('MariaDB') ? waitingOnMariadb : waitingOnMysql,
    [name],
  );
  return rows.length;
}

const waitingOnMariadb =
  'SELECT 1 FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id ' +
  "WHERE p.DB = ? AND t.trx_state = 'LOCK WAIT'";

const waitingOnMysql =
  'SELECT DISTINCT t.THREAD_ID FROM performance_schema.data_lock_waits w ' +
  'JOIN performance_schema.threads t ON t.THREAD_ID = w.REQUESTING_THREAD_ID WHERE t.PROCESSLIST_DB = ?';

/** The statements that run in a database at the moment; a ROLLBACK is told for a moment after it was answered. */
export async function listRunning({ connection, name }: TestDatabase): Promise<readonly string[]> {
  const rows = await connection.query<{ INFO: string | null }[]>(
    "SELECT INFO FROM information_schema.PROCESSLIST WHERE DB = ? AND COMMAND IN ('Query', 'Execute') AND ID <> CONNECTION_ID() AND COALESCE(INFO, '') <> 'ROLLBACK'",
    [name],
  );
  return rows.map(({ INFO }) => String(INFO));
}
