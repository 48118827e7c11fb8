import type { CountShape } from '../model/load.ts';
import { buildKeyCondition, buildKeyTable } from './key-table.ts';
import type { Catalog } from './read-catalog.ts';
import { join, name, raw, sql } from './sql.ts';
import { keysTable, modelTable, type Statement } from './statement.ts';
import { buildCondition } from './where.ts';

/** Compiles a count: of the whole model, or one per key in one statement. */
export function buildCountStatement(shape: CountShape, catalog: Catalog): Statement<CountShape> {
  const { model, by, where } = shape;
  const table = sql`${name(model.table)} AS ${modelTable}`;
  const filter = where ? [buildCondition(where)] : [];
  if (by.length === 0) {
    return {
      sql: sql`SELECT COUNT(*) FROM ${table}${filter.length > 0 ? sql` WHERE ${join(filter, ' AND ')}` : raw('')}`,
      align: (rows, keys) => keys.map(() => Number(rows[0]?.[0] ?? 0)),
    };
  }
  const position = sql`${keysTable}.i`;
  const joined = sql`${buildKeyTable(model, by, catalog)} STRAIGHT_JOIN ${table} ON ${join([buildKeyCondition(by), ...filter], ' AND ')}`;
  return {
    sql: sql`SELECT ${position}, COUNT(*) FROM ${joined} GROUP BY ${position}`,
    align: (rows, keys) => {
      const counts = keys.map(() => 0);
      for (const [key, count] of rows) counts[Number(key) - 1] = Number(count);
      return counts;
    },
  };
}
