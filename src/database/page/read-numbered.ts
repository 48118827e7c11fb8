import type { Row, RowsShape } from '../../model/load.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import { buildRowReader } from '../columns/row-reader.ts';
import { buildColumn, buildTable } from '../expression/scope.ts';
import { buildViewerReference } from '../keys/viewer-reference.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import type { Statement } from '../statement.ts';
import { addExtras, selectExtras } from './extras.ts';
import { buildTableStatement, type KeyedPage } from './keyed-page.ts';

/** The SQL that reads the columns of numbered rows, and the reader of their pages. */
export interface NumberedReader {
  /**
   * Builds the SELECT from one that has the key's position `i`, the row's number `n`, its own key `c0` … and
   * the extras `x0` … . That may have more rows than the page.
   */
  readonly build: (numbered: Sql) => Sql;
  readonly align: (rows: readonly StoredRow[], keyCount: number) => Row[][];
}

/**
 * Builds the reader of numbered rows. It reads them by their own key. So rows beyond the page and their
 * texts are never read, and none are sorted twice.
 */
export function readNumbered({ shape, scope, shown, steps, catalog }: KeyedPage): NumberedReader {
  const { model, backward, limit, rights } = shape;
  // The keys are not among the tables here, so the viewers' values come with the numbered rows.
  const viewer = rights && buildViewerReference(rights, catalog, raw('p'));
  const { columns, joins, read } = buildRowReader(viewer ? { ...scope, viewer } : scope, shown, 2);
  const extras = selectExtras(steps);
  const carried = extras.map((_, index) => raw(`p.x${index}`));
  const isSame = model.key.map((field, index) => sql`${buildColumn(scope, field)} = ${raw(`p.c${index}`)}`);
  return {
    build: (numbered) =>
      sql`SELECT p.i, p.n, ${join([...columns, ...carried], ', ')} FROM (${numbered}) AS p STRAIGHT_JOIN ${buildTable(scope)} ON ${join(isSame, ' AND ')}${joins} WHERE p.n <= ${value(limit)}`,
    align(rows, keyCount) {
      const pages = Array.from({ length: keyCount }, (): Row[] => []);
      for (const values of rows) {
        const row = addExtras(read(values), values, 2 + columns.length, extras);
        const page = pages[Number(readStored(values, 0)) - 1];
        if (page !== undefined) page[Number(readStored(values, 1)) - 1] = row;
      }
      if (backward) for (const each of pages) each.reverse();
      return pages;
    },
  };
}

/** Compiles numbered rows of a table of keys to the statement that reads their columns. */
export function buildNumberedStatement(page: KeyedPage, numbered: Sql): Statement<RowsShape> {
  const { build, align } = readNumbered(page);
  return buildTableStatement(page, build(numbered), align);
}
