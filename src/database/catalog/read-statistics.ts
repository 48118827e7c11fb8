import type { Connection } from 'mariadb';
import { TableMap } from './table-map.ts';

/** The server's estimates of the contents of tables. */
export interface Statistics {
  /** The rows of each table. */
  readonly rows: TableMap<number>;
  /** The different values of each column that an index begins with, by its name in lower case. */
  readonly distinct: TableMap<ReadonlyMap<string, number>>;
}

/** Reads the estimates that the optimizer uses as well. Nothing is counted. */
export async function readStatistics(connection: Connection): Promise<Statistics> {
  // MySQL would show estimates of up to a day ago. A server without the variable has no older ones.
  if (!connection.serverVersion().includes('MariaDB'))
    await connection.query('SET SESSION information_schema_stats_expiry = 0').catch(() => undefined);
  const query = (sql: string): Promise<unknown[][]> => connection.query({ sql, rowsAsArray: true });
  const rows = new TableMap<number>();
  const counted = await query(
    'SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_ROWS > 0',
  );
  for (const [table, count] of counted) rows.open(String(table), () => Number(count));
  const distinct = new TableMap<Map<string, number>>();
  const leading = await query(
    'SELECT TABLE_NAME, COLUMN_NAME, CARDINALITY FROM information_schema.STATISTICS ' +
      "WHERE TABLE_SCHEMA = DATABASE() AND INDEX_TYPE = 'BTREE' AND SEQ_IN_INDEX = 1 AND COLUMN_NAME IS NOT NULL AND CARDINALITY > 0",
  );
  for (const [table, column, values] of leading)
    distinct.open(String(table), () => new Map()).set(String(column).toLowerCase(), Number(values));
  return { rows, distinct };
}
