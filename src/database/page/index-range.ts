import { buildColumns } from '../../model/columns.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { RowsShape } from '../../model/load.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildColumn, hintIndex } from '../expression/scope.ts';
import { join, sql, type Sql } from '../sql.ts';
import { keysTable, modelAlias, type Statement } from '../statement.ts';
import { buildTableStatement, type KeyedPage } from './keyed-page.ts';
import { buildPageParts } from './page-parts.ts';
import { isMet, joinKeys, joinRange } from './page-range.ts';
import { buildComparer, isSorted } from './sort-rows.ts';

/**
 * Reads the rows of each key's range in the order of the index, and sorts them here. Their values compare
 * here as in the database.
 */
export function buildIndexRange(page: KeyedPage): Statement<RowsShape> {
  const { shape, shown, scope, steps } = page;
  const ordered = steps.flatMap(({ field }) => field ?? []);
  const needed = buildColumns(shape.model, new Set([...shown.fields, ...ordered]), shown.joined);
  const { columns, joins, read } = buildRowReader(scope, needed, 1);
  const compare = buildComparer(steps, (field) => 1 + needed.fields.indexOf(field));
  return buildTableStatement(page, readRange(page, columns, joins), (rows, keyCount) =>
    groupByKey(rows, keyCount).map((each) => {
      if (!isSorted(each, compare)) each.sort(compare);
      if (shape.backward) each.reverse();
      return each.map(read);
    }),
  );
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

/** Groups the rows of each key. They are consecutive, unless the server is configured to buffer joins. */
function groupByKey(rows: readonly StoredRow[], keyCount: number): StoredRow[][] {
  const pages = Array.from({ length: keyCount }, (): StoredRow[] => []);
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const position = readPosition(rows[start]);
    while (end < rows.length && readPosition(rows[end]) === position) end++;
    const at = Number(position) - 1;
    const before = pages[at];
    const together = rows.slice(start, end);
    pages[at] = before === undefined || before.length === 0 ? together : [...before, ...together];
  }
  return pages;
}

function readPosition(row: StoredRow | undefined): unknown {
  return row && readStored(row, 0);
}
