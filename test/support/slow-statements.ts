import type { Connection } from 'mariadb';
import { waitUntil } from '../../src/std/wait-until.ts';
import type { TestDatabase } from './database.ts';
import { openTestConnection } from './database.ts';

/** A table that nobody can read for now. */
export interface HeldTable extends AsyncDisposable {
  /** Writes to the table while nobody else can. */
  readonly write: (sql: string) => Promise<void>;
  /** Lets the statements that wait for the table go on. */
  readonly letGo: () => Promise<void>;
  /** Settles when so many statements wait for the table in the database. */
  readonly waitForReaders: (count: number) => Promise<void>;
  /** How many do now. */
  readonly countReaders: () => Promise<number>;
}

/** Locks a table of a test's own database, so that a statement on it is slow for as long as the test likes. */
export async function holdTable(database: TestDatabase, table: string): Promise<HeldTable> {
  const connection: Connection = await openTestConnection(database.url);
  await dropForeignKeys(connection);
  await connection.query(`LOCK TABLES \`${table}\` WRITE`);
  const countReaders = async (): Promise<number> => {
    const rows = await database.connection.query<unknown[]>(
      "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table metadata lock%'",
      [database.name],
    );
    return rows.length;
  };
  return {
    write: async (sql) => {
      await connection.query(sql);
    },
    letGo: async () => {
      await connection.query('UNLOCK TABLES');
    },
    countReaders,
    waitForReaders: async (count) => {
      const options = { intervalMs: 10, timeoutMs: 10_000 };
      if (!(await waitUntil(async () => (await countReaders()) === count, options))) {
        throw new Error(`Expected ${count} statements to wait for ${table}, got ${await countReaders()}.`);
      }
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

/** MySQL locks with a table what its foreign keys lead to, there and onward: other tables could not be written then. */
async function dropForeignKeys(connection: Connection): Promise<void> {
  const keys = await connection.query<{ table: string; name: string }[]>(
    'SELECT TABLE_NAME AS `table`, CONSTRAINT_NAME AS name FROM information_schema.TABLE_CONSTRAINTS ' +
      "WHERE CONSTRAINT_SCHEMA = DATABASE() AND CONSTRAINT_TYPE = 'FOREIGN KEY'",
  );
  for (const { table, name } of keys) {
    await connection.query(`ALTER TABLE \`${table}\` DROP FOREIGN KEY \`${name}\``);
  }
}
