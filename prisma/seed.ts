import { type Connection, createConnection } from 'mariadb';
import { readConnectionOptions } from '../src/database/connection/read-connection-options.ts';
import { buildSeedTables, type SeedTable, type Value } from './seed/tables.ts';

/** What `seed` needs: the database, how many times the demo directory, where to tell what it does. */
export interface SeedOptions {
  readonly url: string;
  readonly scale: number;
  readonly report: (line: string) => void;
}

/** A statement stays well below the least `max_allowed_packet` that servers come with (4 MB). */
const statementMaxCharacters = 1_000_000;
const lockTimeoutSeconds = 600;

/**
 * Fills an empty directory with demo data, the same at every run; does nothing, and gives false, when there are
 * users. All of it is one transaction, so that a seed that is killed leaves the directory empty; a lock keeps
 * two seeds from meeting.
 */
export async function seed({ url, scale, report }: SeedOptions): Promise<boolean> {
  const connection = await createConnection(readConnectionOptions(url));
  try {
    await takeLock(connection);
    if (await hasUsers(connection)) return false;
    // The rows refer to each other by construction; MariaDB fills an empty table by bulk without these checks.
    await connection.query('SET SESSION foreign_key_checks = 0, unique_checks = 0');
    await connection.beginTransaction();
    const tables = buildSeedTables(scale);
    for (const table of tables) {
      report(`Seeding ${table.rowCount.toLocaleString('en')} rows of ${table.name}.`);
      await insertRows(connection, table);
    }
    await connection.commit();
    // Fresh tables have no statistics yet, and a plan made without them reads far too many rows.
    await connection.query(`ANALYZE TABLE ${tables.map(({ name }) => `\`${name}\``).join(', ')}`);
    return true;
  } finally {
    // Ends the lock, and the transaction if it has not been committed.
    await connection.end();
  }
}

async function takeLock(connection: Connection): Promise<void> {
  const [row] = await connection.query<{ taken: number | bigint | null }[]>(
    "SELECT GET_LOCK(CONCAT('gather_seed:', LEFT(SHA2(DATABASE(), 256), 40)), ?) AS taken",
    [lockTimeoutSeconds],
  );
  if (Number(row?.taken) !== 1) {
    throw new Error(
      `Another process has been seeding this database for more than ${lockTimeoutSeconds} seconds.`,
    );
  }
}

async function hasUsers(connection: Connection): Promise<boolean> {
  const rows = await connection.query<unknown[]>('SELECT 1 FROM `User` LIMIT 1');
  return rows.length > 0;
}

async function insertRows(connection: Connection, table: SeedTable): Promise<void> {
  const head = `INSERT INTO \`${table.name}\` (${table.columns.map((column) => `\`${column}\``).join(', ')}) VALUES `;
  let statement = '';
  for (const row of table.rows()) {
    statement += `${statement === '' ? head : ','}(${row.map((value) => literal(value)).join(',')})`;
    if (statement.length >= statementMaxCharacters) {
      await connection.query(statement);
      statement = '';
    }
  }
  if (statement !== '') await connection.query(statement);
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (/['\\]/.test(value))
    throw new Error(`Demo data must need no escaping in SQL, got ${JSON.stringify(value)}.`);
  return `'${value}'`;
}
