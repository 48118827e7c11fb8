import type { RowsShape } from '../../model/load.ts';
import { buildColumn, buildTable } from '../expression/scope.ts';
import { buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { join, raw, sql, type Sql } from '../sql.ts';
import { keysTable, type Statement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberSelected, selectRowKeys } from './number-rows.ts';
import { cutPage, selectPage } from './page-select.ts';
import { buildNumberedStatement } from './read-numbered.ts';
import { isSortable } from './sort-rows.ts';
import { buildSortedPages } from './sorted-pages.ts';

/**
 * Reads each key's page by itself, in a LATERAL table. Only MySQL has these. Its LIMIT has cut the pages, so
 * rows are numbered only if their order cannot be restored here.
 */
export function buildLateral(page: KeyedPage): Statement<RowsShape> {
  const isKey = buildKeyCondition(page.keys);
  if (isSortable(page.steps, page.scope)) {
    const keys = cutPage(page, selectRowKeys(page), isKey);
    return buildSortedPages(page, (columns, joins) => readRows(page, joinEach(page, keys), columns, joins));
  }
  const from = joinEach(page, selectPage(page, isKey));
  return buildNumberedStatement(page, numberSelected(page, sql`${keysTable}.i`, from));
}

function joinEach(page: KeyedPage, selected: Sql): Sql {
  return sql`${buildKeyTable(page)} JOIN LATERAL (${selected}) AS s`;
}

/** Reads the rows of pages by their own keys. */
function readRows({ shape, scope }: KeyedPage, from: Sql, columns: readonly Sql[], joins: Sql): Sql {
  const isSame = shape.model.key.map(
    (field, index) => sql`${buildColumn(scope, field)} = ${raw(`s.c${index}`)}`,
  );
  const selected = join([sql`${keysTable}.i`, ...columns], ', ');
  return sql`SELECT ${selected} FROM ${from} STRAIGHT_JOIN ${buildTable(scope)} ON ${join(isSame, ' AND ')}${joins}`;
}
