import type { RowsShape } from '../../model/load.ts';
import { buildColumn, hintIndex } from '../expression/scope.ts';
import { join, sql, type Sql } from '../sql.ts';
import { keysTable, modelAlias, type Statement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { buildPageParts } from './page-parts.ts';
import { isMet, joinKeys, joinRange } from './page-range.ts';
import { buildSortedPages } from './sorted-pages.ts';

/**
 * Reads the rows of each key's range in the order of the index, and sorts them here. Their values compare
 * here as in the database.
 */
export function buildIndexRange(page: KeyedPage): Statement<RowsShape> {
  return buildSortedPages(page, (columns, joins) => readRange(page, columns, joins));
}

/**
 * Reads the range from the index alone, and then the rows by their own key. That costs less than reading
 * both at once. The primary index contains the rows themselves.
 */
function readRange(page: KeyedPage, columns: readonly Sql[], joins: Sql): Sql {
  const { shape, catalog, index } = page;
  const selected = join([sql`${keysTable}.i`, ...columns], ', ');
  if (index?.name === 'PRIMARY') return sql`SELECT ${selected} FROM ${joinRange(page, joins).from}`;
  const range = buildPageParts(shape, catalog, rangeAlias, hintIndex(index?.name));
  const rows = buildPageParts(shape, catalog, modelAlias);
  const isSame = shape.model.key.map(
    (field) => sql`${buildColumn(rows.scope, field)} = ${buildColumn(range.scope, field)}`,
  );
  const tables = sql`${range.tables} STRAIGHT_JOIN ${rows.tables} ON ${join(isSame, ' AND ')}${joins}`;
  return sql`SELECT ${selected} FROM ${joinKeys(range, index, tables)}${isMet(rows)}`;
}

/** The alias of the table of which only the index is read. */
const rangeAlias = 'r';
