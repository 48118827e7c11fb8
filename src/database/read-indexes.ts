import type { Connection } from 'mariadb';
import type { TableIndex } from './table-index.ts';

type MutableIndex = { -readonly [Property in keyof TableIndex]: TableIndex[Property] };

/** Reads the indexes of every table that keep whole columns in order, by the table's name in lower case. */
export async function readIndexes(
  connection: Connection,
): Promise<ReadonlyMap<string, readonly TableIndex[]>> {
  const rows: unknown[][] = await connection.query({
    sql:
      'SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART FROM information_schema.STATISTICS ' +
      "WHERE TABLE_SCHEMA = DATABASE() AND INDEX_TYPE = 'BTREE' ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
    rowsAsArray: true,
  });
  const tables = new Map<string, Map<string, MutableIndex>>();
  const cutOff = new Set<object>();
  for (const [table, index, nonUnique, column, direction, prefixLength] of rows) {
    const ofTable = entry(tables, String(table).toLowerCase(), () => new Map());
    const read = entry(ofTable, String(index), () => ({
      name: String(index),
      isUnique: Number(nonUnique) === 0,
      columns: [],
    }));
    // Behind an expression, or the beginning of a text, the columns are not in order, nor unique by themselves.
    if (typeof column !== 'string' || prefixLength !== null) {
      cutOff.add(read);
      read.isUnique = false;
    }
    if (!cutOff.has(read))
      read.columns = [...read.columns, { column: String(column), descending: direction === 'D' }];
  }
  return new Map([...tables].map(([table, indexes]) => [table, [...indexes.values()]]));
}

function entry<K, V>(map: Map<K, V>, key: K, build: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = build()));
  return value;
}
