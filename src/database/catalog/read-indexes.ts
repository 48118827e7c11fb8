import type { Connection } from 'mariadb';
import type { TableIndex } from './table-index.ts';
import { TableMap } from './table-map.ts';

type MutableIndex = { -readonly [Property in keyof TableIndex]: TableIndex[Property] };

/** The indexes of every table, by name. */
export type Indexes = TableMap<ReadonlyMap<string, TableIndex>>;

/** Reads the indexes of every table, with the columns that each keeps in order. */
export async function readIndexes(connection: Connection): Promise<Indexes> {
  const isMariadb = connection.serverVersion().includes('MariaDB');
  const isReadable = isMariadb ? "IGNORED = 'NO'" : "IS_VISIBLE = 'YES'";
  const rows: unknown[][] = await connection.query({
    sql:
      `SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, ${isReadable} ` +
      'FROM information_schema.STATISTICS ' +
      "WHERE TABLE_SCHEMA = DATABASE() AND INDEX_TYPE = 'BTREE' ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
    rowsAsArray: true,
  });
  const tables = new TableMap<Map<string, MutableIndex>>();
  for (const [table, index, nonUnique, column, direction, prefixLength, readable] of rows) {
    const name = String(index);
    const ofTable = tables.open(String(table), () => new Map());
    const read = ofTable.get(name) ?? {
      name,
      isUnique: Number(nonUnique) === 0,
      isWhole: true,
      isReadable: Boolean(readable),
      columns: [],
    };
    ofTable.set(name, read);
    read.isWhole &&= typeof column === 'string' && prefixLength === null;
    if (read.isWhole)
      read.columns = [...read.columns, { column: String(column), descending: direction === 'D' }];
  }
  return tables;
}
