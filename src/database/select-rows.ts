import type { Row, RowsShape } from '../model/load.ts';
import { buildKeyCondition, buildKeyTable } from './key-table.ts';
import type { Catalog } from './read-catalog.ts';
import { buildRowReader } from './row-reader.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelTable, type Statement } from './statement.ts';
import { buildAfter, buildCondition, buildOrder } from './where.ts';

/** Compiles a page of rows: one page over the whole model, or a page per key in one statement. */
export function buildRowsStatement(shape: RowsShape, catalog: Catalog): Statement<RowsShape> {
  return shape.by.length === 0 ? buildListStatement(shape) : buildPagesStatement(shape, catalog);
}

function buildListStatement({ model, where, orderBy, after, limit, wide }: RowsShape): Statement<RowsShape> {
  const { columns, read } = buildRowReader(model, wide);
  const table = sql`${name(model.table)} AS ${modelTable}`;
  const conditions = buildConditions(where, orderBy, after);
  const filter = conditions.length > 0 ? sql` WHERE ${join(conditions, ' AND ')}` : raw('');
  return {
    sql: sql`SELECT ${join(columns, ', ')} FROM ${table}${filter} ORDER BY ${buildOrder(orderBy)} LIMIT ${value(limit)}`,
    align: (rows, keys) => {
      const page = rows.map((values) => read(values, 0));
      return keys.map(() => page);
    },
  };
}

/**
 * The window numbers the rows of each key, and only the page's rows are then read whole, by their own key: the rows
 * beyond it, and their texts, which would send the window to the disk, are never read. Number and position tell where a
 * row belongs, so nothing is sorted twice.
 */
function buildPagesStatement(shape: RowsShape, catalog: Catalog): Statement<RowsShape> {
  const { model, by, where, orderBy, after, limit, wide } = shape;
  const { columns, read } = buildRowReader(model, wide);
  const table = sql`${name(model.table)} AS ${modelTable}`;
  const position = sql`${keysTable}.i`;
  const number = sql`ROW_NUMBER() OVER (PARTITION BY ${position} ORDER BY ${buildOrder(orderBy)}) AS n`;
  const rowKey = model.key.map(
    ({ column }, index) => sql`${modelTable}.${name(column)} AS ${raw(`c${index}`)}`,
  );
  const conditions = [buildKeyCondition(by), ...buildConditions(where, orderBy, after)];
  const joined = sql`${buildKeyTable(model, by, catalog)} STRAIGHT_JOIN ${table} ON ${join(conditions, ' AND ')}`;
  const numbered = sql`SELECT ${position}, ${number}, ${join(rowKey, ', ')} FROM ${joined}`;
  const same = model.key.map(
    ({ column }, index) => sql`${modelTable}.${name(column)} = p.${raw(`c${index}`)}`,
  );
  return {
    sql: sql`SELECT p.i, p.n, ${join(columns, ', ')} FROM (${numbered}) AS p STRAIGHT_JOIN ${table} ON ${join(same, ' AND ')} WHERE p.n <= ${value(limit)}`,
    align: (rows, keys) => {
      const pages = keys.map((): Row[] => []);
      for (const values of rows) {
        const page = pages[Number(values[0]) - 1];
        if (page !== undefined) page[Number(values[1]) - 1] = read(values, 2);
      }
      return pages;
    },
  };
}

function buildConditions(
  where: RowsShape['where'],
  orderBy: RowsShape['orderBy'],
  after: RowsShape['after'],
): Sql[] {
  return [...(where ? [buildCondition(where)] : []), ...(after ? [buildAfter(orderBy, after)] : [])];
}
