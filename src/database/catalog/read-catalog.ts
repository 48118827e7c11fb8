import type { Connection } from 'mariadb';
import type { Column } from './column.ts';
import { type Check, readChecks } from './read-checks.ts';
import { type ForeignKey, readForeignKeys } from './read-foreign-keys.ts';
import { readColumns } from './read-columns.ts';
import { readIndexes } from './read-indexes.ts';
import { readStatistics } from './read-statistics.ts';
import type { TableIndex } from './table-index.ts';
import { TableMap } from './table-map.ts';

/** The database's description of itself and its tables. */
export interface Catalog {
  /** The existing tables and views, as the database writes their names. */
  readonly tables: readonly string[];
  /** Returns true if a statement would find a table under this name. */
  readonly hasTable: (table: string) => boolean;
  /** Returns all columns of a table. */
  readonly columns: (table: string) => readonly Column[];
  /** Returns a column. Undefined if it does not exist, or the user may not read it. */
  readonly column: (table: string, column: string) => Column | undefined;
  /** Returns true if the table exists but has no such column that the user may read. */
  readonly lacks: (table: string, column: string) => boolean;
  /** Returns true if a table lacked a requested column, which may be added later. */
  readonly isIncomplete: () => boolean;
  /** Returns the storage engine of a table that has no transactions. Undefined for other tables. */
  readonly engineWithoutTransactions: (table: string) => string | undefined;
  /** Returns the indexes of a table that keep whole columns in order. */
  readonly indexes: (table: string) => readonly TableIndex[];
  /** Returns the foreign keys of a table. */
  readonly foreignKeys: (table: string) => readonly ForeignKey[];
  readonly checks: readonly Check[];
  /** The most bytes that the database accepts as one statement (`max_allowed_packet`). */
  readonly packetMaxBytes: number;
  /** Returns the server's estimate of the number of rows. Undefined if there is none. */
  readonly rowCount: (table: string) => number | undefined;
  /** Returns the estimated number of different values of a column that an index begins with. */
  readonly distinctCount: (table: string, column: string) => number | undefined;
  /** True if a derived table may refer to the tables before it, as in MySQL but not in MariaDB. */
  readonly hasLateral: boolean;
  /** True if JSON is a type of its own, as in MySQL. MariaDB stores its text in any spelling. */
  readonly hasJsonType: boolean;
}

/**
 * Reads the catalog. Values must compare as their columns do, and only the database can describe that. The
 * Prisma schema lacks some of it, collations above all, and may differ from the tables.
 */
export async function readCatalog(connection: Connection): Promise<Catalog> {
  const { tables, tableNames, foldsCase } = await readColumns(connection);
  const indexes = await readIndexes(connection);
  const engines = await readEngines(connection);
  const foreignKeys = await readForeignKeys(connection);
  const checks = await readChecks(connection);
  const packetMaxBytes = await readPacketMaxBytes(connection);
  const statistics = await readStatistics(connection);
  const version = connection.serverVersion();
  let isIncomplete = false;
  return {
    tables: [...tableNames],
    hasTable: (table) => tableNames.has(table) || (foldsCase && tables.get(table) !== undefined),
    columns: (table) => [...(tables.get(table)?.values() ?? [])],
    column: (table, column) => tables.get(table)?.get(column.toLowerCase()),
    lacks: (table, column) => {
      const isLacking = tables.get(table)?.has(column.toLowerCase()) === false;
      isIncomplete ||= isLacking;
      return isLacking;
    },
    isIncomplete: () => isIncomplete,
    engineWithoutTransactions: (table) => engines.get(table),
    indexes: (table) => [...(indexes.get(table)?.values() ?? [])],
    foreignKeys: (table) => [...(foreignKeys.get(table)?.values() ?? [])],
    checks,
    packetMaxBytes,
    rowCount: (table) => statistics.rows.get(table),
    distinctCount: (table, column) => statistics.distinct.get(table)?.get(column.toLowerCase()),
    hasLateral: !version.includes('MariaDB'),
    hasJsonType: !version.includes('MariaDB'),
  };
}

async function readPacketMaxBytes(connection: Connection): Promise<number> {
  const [[most] = []]: unknown[][] = await connection.query({
    sql: 'SELECT @@max_allowed_packet',
    rowsAsArray: true,
  });
  return Number(most);
}

/** Reads the engines of the tables that have no transactions: MyISAM, Aria, MEMORY and the like. */
async function readEngines(connection: Connection): Promise<TableMap<string>> {
  const rows: unknown[][] = await connection.query({
    sql:
      'SELECT t.TABLE_NAME, t.ENGINE FROM information_schema.TABLES AS t ' +
      'JOIN information_schema.ENGINES AS e ON e.ENGINE = t.ENGINE ' +
      "WHERE t.TABLE_SCHEMA = DATABASE() AND e.TRANSACTIONS = 'NO'",
    rowsAsArray: true,
  });
  const engines = new TableMap<string>();
  for (const [table, engine] of rows) engines.open(String(table), () => String(engine));
  return engines;
}
