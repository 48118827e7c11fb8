import type { Row, RowsShape } from '../../model/load.ts';
import { readStored } from '../connection/packet-row.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildOrder } from '../expression/order.ts';
import { join, sql } from '../sql.ts';
import { keysTable, type Statement } from '../statement.ts';
import { buildTableStatement, type KeyedPage } from './keyed-page.ts';
import { joinRange } from './page-range.ts';

/** Sorts the rows of each key's range of the index. Numbering them would write and read them twice more. */
export function buildSortedRange(page: KeyedPage): Statement<RowsShape> {
  const { columns, joins, read } = buildRowReader(page.scope, page.shown, 1);
  const { from, steps } = joinRange(page, joins);
  const position = sql`${keysTable}.i`;
  const sorted = sql`SELECT ${join([position, ...columns], ', ')} FROM ${from} ORDER BY ${position}, ${buildOrder(steps)}`;
  return buildTableStatement(page, sorted, (rows, keyCount) => {
    const pages = Array.from({ length: keyCount }, (): Row[] => []);
    for (const values of rows) pages[Number(readStored(values, 0)) - 1]?.push(read(values));
    if (page.shape.backward) for (const each of pages) each.reverse();
    return pages;
  });
}
