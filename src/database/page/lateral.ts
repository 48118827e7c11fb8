import type { RowsShape } from '../../model/load.ts';
import { buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { sql } from '../sql.ts';
import { keysTable, type Statement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberSelected } from './number-rows.ts';
import { selectPage } from './page-select.ts';
import { buildNumberedStatement } from './read-numbered.ts';

/** Reads each key's page by itself, in a LATERAL table. Only MySQL has these. */
export function buildLateral(page: KeyedPage): Statement<RowsShape> {
  const selected = selectPage(page, buildKeyCondition(page.keys));
  const from = sql`${buildKeyTable(page.keys)} JOIN LATERAL (${selected}) AS s`;
  return buildNumberedStatement(page, numberSelected(page, sql`${keysTable}.i`, from));
}
