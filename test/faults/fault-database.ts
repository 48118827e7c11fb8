import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { type Connection, createConnection } from 'mariadb';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { prepareDirectory } from './prepare-directory.ts';

/** A database of one fault: dropped at its end where the server still answers. */
export interface FaultDatabase extends AsyncDisposable {
  readonly url: string;
  readonly name: string;
  /** A connection of the observer, in UTC, for several statements at a time too. */
  readonly connection: Connection;
  /** A further one, which ends with the database. */
  readonly connect: () => Promise<Connection>;
}

/** Opens a database of its own name, with the bundled tables and the demo directory where they are asked for. */
export async function openFaultDatabase(
  serverUrl: string,
  contents: 'nothing' | 'tables' | 'directory',
): Promise<FaultDatabase> {
  const name = `gather_test_${randomBytes(6).toString('hex')}`;
  const url = nameDatabase(serverUrl, name);
  await using opened = new AsyncDisposableStack();
  const connection = await openConnection(serverUrl);
  opened.defer(() => closeConnection(connection));
  await connection.query(
    `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE ${name}`,
  );
  opened.defer(() => dropDatabase(serverUrl, name));
  if (contents !== 'nothing') await prepareDirectory(url, contents);
  const kept = opened.move();
  return {
    url,
    name,
    connection,
    connect: async () => {
      const further = await openConnection(url);
      kept.defer(() => closeConnection(further));
      return further;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** The URL of another database on the same server. */
export function nameDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Opens a connection of the observer; the caller ends it. A server that is killed under it is no fault of the program. */
export async function openConnection(url: string): Promise<Connection> {
  const connection = await createConnection({
    ...readConnectionOptions(url),
    connectTimeout: 5_000,
    multipleStatements: true,
    timezone: 'Z',
    insertIdAsNumber: true,
    bigIntAsNumber: true,
  });
  connection.on('error', () => undefined);
  return connection;
}

/** Ends a connection, whatever has become of its server. */
export async function closeConnection(connection: Connection): Promise<void> {
  if (connection.isValid()) await Promise.race([connection.end(), endedLate()]).catch(() => undefined);
  connection.destroy();
}

/** Waits until so many statements of the database wait for a table that the observer has locked. */
export async function waitForBlocked(
  { connection, name }: Pick<FaultDatabase, 'connection' | 'name'>,
  count: number,
): Promise<void> {
  const isWaiting = async (): Promise<boolean> => {
    const rows = await connection.query<unknown[]>(
      "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table%'",
      [name],
    );
    return rows.length >= count;
  };
  if (!(await waitUntil(isWaiting, { intervalMs: 10, timeoutMs: 10_000 }))) {
    throw new Error(`Expected ${count} statements to wait for the table that is locked.`);
  }
}

/** Ends every connection to the database but the observer's, as the server does with those that lie idle. */
export async function killConnections({
  connection,
  name,
}: Pick<FaultDatabase, 'connection' | 'name'>): Promise<void> {
  const rows = await connection.query<{ ID: number }[]>(
    'SELECT ID FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()',
    [name],
  );
  // One may have ended by itself meanwhile.
  for (const { ID } of rows) await connection.query(`KILL ${ID}`).catch(() => undefined);
}

/** A figure of the server's, such as `Threads_connected`. */
export async function readStatus(connection: Connection, variable: string): Promise<number> {
  const rows = await connection.query<{ Value: string }[]>('SHOW GLOBAL STATUS LIKE ?', [variable]);
  return Number(rows[0]?.Value ?? Number.NaN);
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  try {
    const connection = await openConnection(serverUrl);
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await closeConnection(connection);
  } catch {
    // A server that is down at the end of the fault is emptied when it is opened next.
  }
}

async function endedLate(): Promise<void> {
  await delay(1_000, undefined, { ref: false });
}
