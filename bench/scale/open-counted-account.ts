import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, createConnection } from 'mariadb';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { waitUntil } from '../../src/std/wait-until.ts';

/** The work of the database. */
export interface DatabaseWork {
  readonly ms: number;
  /** The sum of the counters `Handler_read_*`: rows of tables, of indexes and of temporary tables. */
  readonly rows: number;
}

/** An account that only one gateway uses, so that the server counts its work by itself. */
export interface CountedAccount extends AsyncDisposable {
  /** The database as the account reaches it. */
  readonly url: string;
  /** Measures the work that the server does for the account during `action`. */
  readonly measure: (action: () => Promise<unknown>) => Promise<DatabaseWork>;
  /** Counts the rows that the account has locked once its transaction waits for a row of another one. */
  readonly countLockedRows: () => Promise<number>;
  /** A connection of another account. */
  readonly connection: Connection;
}

const spent = `SELECT
  (SELECT SUM(SUM_TIMER_WAIT) / 1e9 FROM performance_schema.events_statements_summary_by_user_by_event_name WHERE USER = ?) AS ms,
  (SELECT SUM(VARIABLE_VALUE) FROM performance_schema.status_by_user WHERE USER = ? AND VARIABLE_NAME LIKE 'Handler\\_read\\_%') AS \`rows\``;

const lockedRows = `SELECT t.trx_rows_locked AS locked FROM information_schema.INNODB_TRX AS t
  JOIN information_schema.PROCESSLIST AS p ON p.ID = t.trx_mysql_thread_id WHERE p.USER = ? AND t.trx_state = 'LOCK WAIT'`;

const listedMs = 150;
const waiting = { intervalMs: 5, timeoutMs: 120_000 };

/** Creates the account on the server of a database, and drops it when disposed. */
export async function openCountedAccount(databaseUrl: string): Promise<CountedAccount> {
  const account = `gather_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await using opened = new AsyncDisposableStack();
  const connection = await createConnection({
    ...readConnectionOptions(databaseUrl),
    bigIntAsNumber: true,
    decimalAsNumber: true,
  });
  opened.defer(() => connection.end());
  await connection.query(`CREATE USER '${account}'@'localhost' IDENTIFIED BY '${password}'`);
  opened.defer(() => connection.query(`DROP USER '${account}'@'localhost'`));
  await connection.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON *.* TO '${account}'@'localhost'`);
  const url = new URL(databaseUrl);
  url.username = account;
  url.password = password;

  // A statement is answered before it is counted, which it is once its connection sleeps.
  const isCounted = async (): Promise<boolean> => {
    const busy = await connection.query<unknown[]>(
      "SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_USER = ? AND PROCESSLIST_COMMAND <> 'Sleep'",
      [account],
    );
    return busy.length === 0;
  };
  const read = async (): Promise<DatabaseWork> => {
    if (!(await waitUntil(isCounted, waiting)))
      throw new Error('Expected the statements of the account to end.');
    const [work] = await connection.query<{ ms: number | null; rows: number | null }[]>(spent, [
      account,
      account,
    ]);
    return { ms: work?.ms ?? 0, rows: work?.rows ?? 0 };
  };
  const kept = opened.move();
  return {
    url: url.href,
    connection,
    async measure(action) {
      const before = await read();
      await action();
      const after = await read();
      return { ms: after.ms - before.ms, rows: after.rows - before.rows };
    },
    async countLockedRows() {
      let locked: number | undefined;
      // The servers renew their lists of transactions only if nobody has read them for a tenth of a second.
      const isWaiting = async (): Promise<boolean> => {
        const [row] = await connection.query<{ locked: number }[]>(lockedRows, [account]);
        locked = row?.locked;
        return locked !== undefined;
      };
      await delay(listedMs);
      if (!(await waitUntil(isWaiting, { ...waiting, intervalMs: listedMs })))
        throw new Error('Expected the transaction to wait for a row.');
      return locked ?? 0;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
