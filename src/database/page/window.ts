import type { RowsShape } from '../../model/load.ts';
import { buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { join, sql } from '../sql.ts';
import type { Statement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberJoined } from './number-rows.ts';
import { buildNumberedStatement } from './read-numbered.ts';

/**
 * Numbers all rows of each key if no index has them in order, and reads those of the page by their own key.
 */
export function buildWindow(page: KeyedPage): Statement<RowsShape> {
  const { keys, tables, joins, conditions, steps } = page;
  const joined = sql`${buildKeyTable(page)} STRAIGHT_JOIN ${tables}${joins} WHERE ${join([buildKeyCondition(keys), ...conditions], ' AND ')}`;
  return buildNumberedStatement(page, numberJoined(page, steps, joined));
}
