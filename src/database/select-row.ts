import type { Row, RowShape } from '../model/load.ts';
import { buildKeyCondition, buildKeyTable } from './key-table.ts';
import type { Catalog } from './read-catalog.ts';
import { buildRowReader } from './row-reader.ts';
import { join, name, sql } from './sql.ts';
import { keysTable, modelTable, type Statement } from './statement.ts';

/** Compiles a lookup: each key's row by the unique index, whatever the number of keys. */
export function buildRowStatement(shape: RowShape, catalog: Catalog): Statement<RowShape> {
  const { model, by, wide } = shape;
  const { columns, read } = buildRowReader(model, wide);
  const position = sql`${keysTable}.i`;
  const table = sql`${name(model.table)} AS ${modelTable}`;
  return {
    sql: sql`SELECT ${position}, ${join(columns, ', ')} FROM ${buildKeyTable(model, by, catalog)} STRAIGHT_JOIN ${table} ON ${buildKeyCondition(by)}`,
    align: (rows, keys) => {
      const answers = Array.from<Row | null>({ length: keys.length }).fill(null);
      for (const values of rows) answers[Number(values[0]) - 1] = read(values, 1);
      return answers;
    },
  };
}
