import { randomBytes } from 'node:crypto';
import { createConnection } from 'mariadb';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { waitUntil } from '../../src/std/wait-until.ts';

/** A database under an account of its own, and the counts of what that account asked. */
export interface CountedDatabase {
  /** The same database as that account reaches it. */
  readonly url: string;
  /** How many statements that read rows the server ran for the account while `action` did. */
  readonly countStatements: (action: () => Promise<unknown>) => Promise<number>;
  /**
   * How many rows, of tables, indexes and what it made of them in between, the server read for the account while
   * `action` did: the sum of its `Handler_read_*` counters.
   */
  readonly countRowsExamined: (action: () => Promise<unknown>) => Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A SELECT as plain text, and a prepared one: pings, and what a connection is told first, are others. */
const statements = `SELECT SUM(COUNT_STAR) AS count FROM performance_schema.events_statements_summary_by_user_by_event_name
  WHERE USER = ? AND EVENT_NAME IN ('statement/sql/select', 'statement/com/Execute')`;

const rowsExamined = `SELECT SUM(VARIABLE_VALUE) AS count FROM performance_schema.status_by_user
  WHERE USER = ? AND VARIABLE_NAME LIKE 'Handler\\_read\\_%'`;

/**
 * Opens a database under an account that nobody else uses, so that the server's own statistics of the account count
 * one gateway alone: files that run beside this one, and the connection that asks for the count, are other accounts.
 * `SHOW GLOBAL STATUS` would count them all, and a session's status only its own connection. The statistics are those
 * of the performance schema, which the servers that the tests start have on.
 */
export async function openCountedDatabase(databaseUrl: string, rights = 'SELECT'): Promise<CountedDatabase> {
  const account = `gather_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await using opened = new AsyncDisposableStack();
  const connection = await createConnection({
    ...readConnectionOptions(databaseUrl),
    bigIntAsNumber: true,
  });
  opened.defer(() => connection.end());
  const [schema] = await connection.query<{ isOn: number }[]>('SELECT @@performance_schema AS isOn');
  if (schema?.isOn !== 1) throw new Error('Expected a server with the performance schema on (its option).');
  for (const host of ['localhost', '%']) {
    await connection.query(`CREATE USER '${account}'@'${host}' IDENTIFIED BY '${password}'`);
    opened.defer(() => connection.query(`DROP USER IF EXISTS '${account}'@'${host}'`));
    await connection.query(`GRANT ${rights} ON *.* TO '${account}'@'${host}'`);
  }
  const url = new URL(databaseUrl);
  url.username = account;
  url.password = password;

  // A statement is answered before it is counted: it has been once its connection sleeps.
  const isCounted = async (): Promise<boolean> => {
    const busy = await connection.query<unknown[]>(
      "SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_USER = ? AND PROCESSLIST_COMMAND <> 'Sleep'",
      [account],
    );
    return busy.length === 0;
  };
  const readCount = async (statistic: string): Promise<number> => {
    if (!(await waitUntil(isCounted, { intervalMs: 5, timeoutMs: 10_000 })))
      throw new Error('Expected the statements of the account to end.');
    const [row] = await connection.query<{ count: number | string | null }[]>(statistic, [account]);
    return Number(row?.count ?? 0);
  };
  const countDuring =
    (statistic: string) =>
    async (action: () => Promise<unknown>): Promise<number> => {
      const before = await readCount(statistic);
      await action();
      return (await readCount(statistic)) - before;
    };
  const kept = opened.move();
  return {
    url: url.href,
    countStatements: countDuring(statements),
    countRowsExamined: countDuring(rowsExamined),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
