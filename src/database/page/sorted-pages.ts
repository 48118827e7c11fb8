import { buildColumns } from '../../model/columns.ts';
import type { RowsShape } from '../../model/load.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { Sql } from '../sql.ts';
import type { Statement } from '../statement.ts';
import { buildTableStatement, type KeyedPage } from './keyed-page.ts';
import { buildComparer, isSorted } from './sort-rows.ts';

/**
 * Compiles a page per key whose rows are sorted here, because their values compare here as in the database.
 * `build` makes the SQL that selects the position of the key, the columns and nothing else.
 */
export function buildSortedPages(
  page: KeyedPage,
  build: (columns: readonly Sql[], joins: Sql) => Sql,
): Statement<RowsShape> {
  const { shape, shown, scope, steps } = page;
  const ordered = steps.flatMap(({ field }) => field ?? []);
  const needed = buildColumns(shape.model, new Set([...shown.fields, ...ordered]), shown.joined);
  const { columns, joins, read } = buildRowReader(scope, needed, 1);
  const compare = buildComparer(steps, (field) => 1 + needed.fields.indexOf(field));
  return buildTableStatement(page, build(columns, joins), (rows, keyCount) =>
    groupByKey(rows, keyCount).map((each) => {
      if (!isSorted(each, compare)) each.sort(compare);
      if (shape.backward) each.reverse();
      return each.map(read);
    }),
  );
}

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
