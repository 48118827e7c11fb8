import { join, raw, sql, value, type Sql } from '../sql.ts';
import { selectExtras } from './extras.ts';
import type { KeyedPage } from './keyed-page.ts';
import { selectRowKeys } from './number-rows.ts';
import { orderByIndex } from './page-parts.ts';

/**
 * Selects one key's page: the rows' keys, their order values (`o0` …) and the extras among those (`v0` …).
 */
export function selectPage(page: KeyedPage, isKey: Sql, position: Sql = raw('')): Sql {
  // A derived table may lose a type: an enum becomes a text in a UNION.
  const ordered = page.steps.map(
    ({ expression, sorted, isNumbered }, at) =>
      sql`${sorted ?? expression}${raw(isNumbered && !sorted ? ' + 0' : '')} AS ${raw(`o${at}`)}`,
  );
  const extras = selectExtras(page.steps).map(({ expression }, at) => sql`${expression} AS ${raw(`v${at}`)}`);
  const [first = raw(''), ...rest] = [...selectRowKeys(page), ...ordered, ...extras];
  return cutPage(page, [sql`${position}${first}`, ...rest], isKey);
}

/** Selects columns of one key's page. */
export function cutPage(
  { shape, keys, tables, joins, steps, conditions, index }: KeyedPage,
  selected: readonly Sql[],
  isKey: Sql,
): Sql {
  return sql`SELECT ${join(selected, ', ')} FROM ${tables}${joins} WHERE ${join([isKey, ...conditions], ' AND ')} ORDER BY ${orderByIndex(keys, steps, index?.equalDescending)} LIMIT ${value(shape.limit)}`;
}
