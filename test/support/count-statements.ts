import { randomBytes } from 'node:crypto';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestConnection } from './database.ts';

/** A database under an account of its own, and the count of what that account asked. */
export interface CountedDatabase {
  /** The same database as that account reaches it. */
  readonly url: string;
  /** How many statements that read rows the server ran for the account while `action` did. */
  readonly countStatements: (action: () => Promise<unknown>) => Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a database under an account that nobody else uses, so that the server's own statistics of the account count
 * one gateway alone: files that run beside this one, and the connection that asks for the count, are other accounts.
 * `SHOW GLOBAL STATUS` would count them all, and a session's status only its own connection. Every SELECT counts,
 * prepared or not; pings, and what a connection is told first, do not. The statistics are MariaDB's (`userstat`).
 */
export async function openCountedDatabase(databaseUrl: string): Promise<CountedDatabase> {
  const account = `gather_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await using opened = new AsyncDisposableStack();
  const connection = await openTestConnection(databaseUrl);
  opened.defer(() => connection.end());
  await connection.query('SET GLOBAL userstat = 1');
  for (const host of ['localhost', '%']) {
    await connection.query(`CREATE USER '${account}'@'${host}' IDENTIFIED BY '${password}'`);
    opened.defer(() => connection.query(`DROP USER IF EXISTS '${account}'@'${host}'`));
    await connection.query(`GRANT SELECT ON *.* TO '${account}'@'${host}'`);
  }
  const url = new URL(databaseUrl);
  url.username = account;
  url.password = password;

  // A statement is answered before it is counted: it has been once its connection sleeps.
  const isCounted = async (): Promise<boolean> => {
    const busy = await connection.query<unknown[]>(
      "SELECT 1 FROM information_schema.PROCESSLIST WHERE USER = ? AND COMMAND <> 'Sleep'",
      [account],
    );
    return busy.length === 0;
  };
  const readCount = async (): Promise<number> => {
    if (!(await waitUntil(isCounted, { intervalMs: 5, timeoutMs: 10_000 })))
      throw new Error('Expected the statements of the account to end.');
    const [row] = await connection.query<{ count: number }[]>(
      'SELECT SELECT_COMMANDS AS count FROM information_schema.USER_STATISTICS WHERE USER = ?',
      [account],
    );
    return row?.count ?? 0;
  };
  const kept = opened.move();
  return {
    url: url.href,
    countStatements: async (action) => {
      const before = await readCount();
      await action();
      return (await readCount()) - before;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
