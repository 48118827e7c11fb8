import { type Connection, createConnection, SqlError } from 'mariadb';
import { MigrationError } from './migration-error.ts';
import { readConnectionOptions } from '../connection/read-connection-options.ts';

const unknownDatabase = 1049;

/** Scripts rely on autocommit, and all tables must be listed to decide that a database is empty. */
const sessionSettings = ['SET autocommit = 1, sql_select_limit = 18446744073709551615'];

/** The time to wait for another process that migrates. */
const lockTimeoutSeconds = 60;

/**
 * Opens a connection that runs scripts, and holds Prisma Migrate's lock until it ends, so that no other
 * process migrates meanwhile. The lock's name is the same for the whole server. Creates the database if it
 * does not exist.
 * @throws MigrationError P1002 if another process holds the lock for too long.
 */
export async function openMigrationConnection({
  url,
  report,
}: {
  readonly url: string;
  readonly report: (line: string) => void;
}): Promise<Connection> {
  const connection = await openConnection(url, report);
  try {
    await takeLock(connection, report);
    return connection;
  } catch (error) {
    await connection.end();
    throw error;
  }
}

async function openConnection(url: string, report: (line: string) => void): Promise<Connection> {
  const { database, ...server } = readConnectionOptions(url);
  // Dates stay texts, because the time of a failed migration is only shown.
  const options = { ...server, multipleStatements: true, dateStrings: true, initSql: sessionSettings };
  try {
    return await createConnection({ ...options, ...(database === undefined ? {} : { database }) });
  } catch (error) {
    if (!(error instanceof SqlError) || error.errno !== unknownDatabase || database === undefined)
      throw error;
    const connection = await createConnection(options);
    const name = connection.escapeId(database);
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    await connection.query(`USE ${name}`);
    report(`Created the database ${database}.`);
    return connection;
  }
}

async function takeLock(connection: Connection, report: (line: string) => void): Promise<void> {
  if (await tryLock(connection, 0)) return;
  report('Another process is migrating on this server: waiting for it.');
  if (await tryLock(connection, lockTimeoutSeconds)) return;
  throw new MigrationError(
    'P1002',
    `Another process has been migrating on this server for more than ${lockTimeoutSeconds} seconds: try again when it has ended.`,
  );
}

async function tryLock(connection: Connection, timeoutSeconds: number): Promise<boolean> {
  const [row] = await connection.query<{ taken: number | bigint | null }[]>(
    "SELECT GET_LOCK('prisma_migrate', ?) AS taken",
    [timeoutSeconds],
  );
  return Number(row?.taken) === 1;
}
