import type { Connection } from 'mariadb';
import type { Column } from './column.ts';
import { type Check, readChecks } from './read-checks.ts';
import { type ForeignKey, readForeignKeys } from './read-foreign-keys.ts';
import { readColumns } from './read-columns.ts';
import { readIndexes } from './read-indexes.ts';
import type { TableIndex } from './table-index.ts';
import { TableMap } from './table-map.ts';

/** What the database says of itself and its tables. */
export interface Catalog {
  /** The tables and views that there are, as the database writes their names. */
  readonly tables: readonly string[];
  /** Returns true for a table that a statement would find under this name. */
  readonly hasTable: (table: string) => boolean;
  /** All columns of a table. */
  readonly columns: (table: string) => readonly Column[];
  /** A column; undefined for one that is not there, or that the user may not read. */
  readonly column: (table: string, column: string) => Column | undefined;
  /** Whether the table is there, and has no such column that the user may read. */
  readonly lacks: (table: string, column: string) => boolean;
  /** Whether a column was asked for that its table lacks: it may be added later. */
  readonly isIncomplete: () => boolean;
  /** The storage engine of a table, where it is one that rolls nothing back. */
  readonly engineWithoutTransactions: (table: string) => string | undefined;
  /** The indexes of a table that keep whole columns in order. */
  readonly indexes: (table: string) => readonly TableIndex[];
  /** The foreign keys of a table. */
  readonly foreignKeys: (table: string) => readonly ForeignKey[];
  readonly checks: readonly Check[];
  /** Whether a derived table may speak of the tables before it, as MySQL's may and MariaDB's may not. */
  readonly hasLateral: boolean;
  /** Whether JSON is a type of its own, as in MySQL. MariaDB keeps its text, however that is spelt. */
  readonly hasJsonType: boolean;
}

/**
 * Reads the catalog: values must compare as their column does, and only the database knows how that is. What the
 * Prisma schema leaves out (collations above all) or may have wrong is taken from here.
 */
export async function readCatalog(connection: Connection): Promise<Catalog> {
  const { tables, tableNames, foldsCase } = await readColumns(connection);
  const indexes = await readIndexes(connection);
  const engines = await readEngines(connection);
  const foreignKeys = await readForeignKeys(connection);
  const checks = await readChecks(connection);
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
    hasLateral: !version.includes('MariaDB'),
    hasJsonType: !version.includes('MariaDB'),
  };
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
