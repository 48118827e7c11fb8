import type { RowsShape } from '../../model/load.ts';
import type { Statement } from '../statement.ts';
import type { KeyedPage } from './keyed-page.ts';
import { numberJoined } from './number-rows.ts';
import { joinRange } from './page-range.ts';
import { buildNumberedStatement } from './read-numbered.ts';

/** Numbers the rows of each key's range of the index, and reads those of the page by their own key. */
export function buildNumberedRange(page: KeyedPage): Statement<RowsShape> {
  const { steps, from } = joinRange(page);
  return buildNumberedStatement(page, numberJoined(page, steps, from));
}
