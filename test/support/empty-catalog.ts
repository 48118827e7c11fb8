import type { Catalog } from '../../src/database/catalog/read-catalog.ts';

/** What is known of a database before anything is: for the pure functions that build SQL. */
export const emptyCatalog: Catalog = {
  tables: [],
  hasTable: () => false,
  columns: () => [],
  column: () => undefined,
  lacks: () => false,
  isIncomplete: () => false,
  engineWithoutTransactions: () => undefined,
  indexes: () => [],
  foreignKeys: () => [],
  checks: [],
  packetMaxBytes: 16_777_216,
  rowCount: () => undefined,
  distinctCount: () => undefined,
  hasLateral: false,
  hasJsonType: false,
};
