import type { Columns } from '../../model/columns.ts';
import { readStored } from '../connection/packet-row.ts';
import type { Row, RowShape } from '../../model/load.ts';
import { bindKeys, buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { buildKeyedTables } from '../keys/keyed-tables.ts';
import { arePlain, buildOneKeyStatement } from '../keys/one-key.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildWhere } from '../expression/where.ts';
import { join, raw, sql } from '../sql.ts';
import { keysTable, modelAlias, type Statement } from '../statement.ts';

/** Compiles a lookup of the row of each key by a unique index. */
export function buildRowStatement(shape: RowShape, shown: Columns, catalog: Catalog): Statement<RowShape> {
  const tablesAndKeys = buildKeyedTables(shape, catalog, modelAlias);
  const { scope, tables, keys } = tablesAndKeys;
  const { where } = shape;
  const found = where ? sql` WHERE ${buildWhere(where, scope)}` : raw('');
  const { columns, read } = buildRowReader(scope, shown, 1);
  const selected = join(columns, ', ');
  const statement = sql`SELECT ${keysTable}.i, ${selected} FROM ${buildKeyTable(tablesAndKeys)} STRAIGHT_JOIN ${tables} ON ${buildKeyCondition(keys)}${found}`;
  const many: Statement<RowShape> = {
    bind: (asked) => ({
      ...bindKeys(statement, tablesAndKeys, asked),
      align: (rows) => {
        const answers = Array.from<Row | null>({ length: asked.length }).fill(null);
        for (const values of rows) answers[Number(readStored(values, 0)) - 1] = read(values);
        return answers;
      },
    }),
  };
  if (tablesAndKeys.viewers.length > 0) return many;
  // A view's column may be an expression, which compares with a parameter in another way.
  if (catalog.indexes(shape.model.table).length === 0 || !arePlain(keys)) return many;
  const one = buildOneKeyStatement<RowShape>(keys, (isKey) => ({
    statement: sql`SELECT 1, ${selected} FROM ${tables} WHERE ${isKey}${where ? sql` AND ${buildWhere(where, scope)}` : raw('')}`,
    read: (rows) => {
      const values = rows.at(-1);
      return values === undefined ? null : read(values);
    },
  }));
  return { bind: (asked) => one.bind(asked) ?? many.bind(asked) };
}
