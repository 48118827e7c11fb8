import { join, raw, sql, value, type Sql } from '../sql.ts';
import { selectExtras } from './extras.ts';
import type { KeyedPage } from './keyed-page.ts';
import { selectRowKeys } from './number-rows.ts';
import { orderByIndex } from './page-parts.ts';

/**
 * Selects one key's page: the rows' keys, their order values (`o0` …) and the extras among those (`v0` …).
 */
export function selectPage(page: KeyedPage, isKey: Sql, position: Sql = raw('')): Sql {
  const { shape, keys, tables, joins, steps, conditions, index } = page;
  // A derived table may lose a type: an enum becomes a text in a UNION.
  const ordered = steps.map(
    ({ expression, isNumbered }, at) =>
      sql`${expression}${raw(isNumbered ? ' + 0' : '')} AS ${raw(`o${at}`)}`,
  );
  const extras = selectExtras(steps).map(({ expression }, at) => sql`${expression} AS ${raw(`v${at}`)}`);
  const selected = join([...selectRowKeys(page), ...ordered, ...extras], ', ');
  return sql`SELECT ${position}${selected} FROM ${tables}${joins} WHERE ${join([isKey, ...conditions], ' AND ')} ORDER BY ${orderByIndex(keys, steps, index?.equalDescending)} LIMIT ${value(shape.limit)}`;
}
