import type { Key } from '../../model/load.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import { buildComparison } from '../expression/compare.ts';
import { buildKeyCondition, buildKeyTable } from '../keys/key-table.ts';
import { numberSelected, selectExtras, selectRowKeys } from './number-rows.ts';
import { buildPageParts, orderByIndex, type PageParts } from './page-parts.ts';
import { hintIndex } from '../expression/scope.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { keysTable, modelAlias } from '../statement.ts';
import type { ServingIndex } from '../catalog/table-index.ts';

/** Reads each key's page by itself. */
export function numberLateral(parts: PageParts, index: ServingIndex | undefined): Sql {
  const page = selectPage(parts, index, buildKeyCondition(parts.keys));
  const from = sql`${buildKeyTable(parts.keys)} JOIN LATERAL (${page}) AS s`;
  return numberSelected(parts, sql`${keysTable}.i`, from);
}

/** Reads each key's page by itself, a SELECT a key; filled up to powers of two, so that the texts are few. */
export function numberEach(parts: PageParts, few: readonly Key[], index: ServingIndex | undefined): Sql {
  const size = powerOfTwo(few.length);
  const pages = Array.from({ length: size }, (_, at) => {
    const values = few[at]?.values;
    const isKey = parts.keys.map(({ field, place, column }, index) => {
      const wanted = values?.[index] ?? null;
      return wanted === null
        ? sql`${place} = ${value(null)}`
        : buildComparison(place, field, column, '=', wanted);
    });
    return sql`(${selectPage(parts, index, join(isKey, ' AND '), sql`${raw(String(at + 1))} AS i, `)})`;
  });
  return numberSelected(parts, raw('s.i'), sql`(${join(pages, ' UNION ALL ')}) AS s`);
}

/** Reads the page of the one key that `isKey` is the condition of. */
export function selectOne(
  { shape, catalog }: PageParts,
  index: ServingIndex,
  columns: readonly Sql[],
  joins: Sql,
  isKey: Sql,
): Sql {
  const { keys, tables, conditions, steps } = buildPageParts(
    shape,
    catalog,
    modelAlias,
    hintIndex(index.name),
  );
  return sql`SELECT ${join([raw('1'), ...columns], ', ')} FROM ${tables}${joins} WHERE ${join([isKey, ...conditions], ' AND ')} ORDER BY ${orderByIndex(keys, steps, index.equalDescending)} LIMIT ${value(shape.limit)}`;
}

/** One key's page: the rows' keys, what they are ordered by (`o0` …), and what of it is beyond their own fields (`v0` …). */
function selectPage(
  parts: PageParts,
  index: ServingIndex | undefined,
  isKey: Sql,
  position: Sql = raw(''),
): Sql {
  const { shape, keys, tables, joins, steps, conditions } = parts;
  // What is selected from may have lost its type: an enum in a UNION is a text.
  const ordered = steps.map(
    ({ expression, isNumbered }, at) =>
      sql`${expression}${raw(isNumbered ? ' + 0' : '')} AS ${raw(`o${at}`)}`,
  );
  const extras = selectExtras(steps).map(({ expression }, at) => sql`${expression} AS ${raw(`v${at}`)}`);
  const selected = join([...selectRowKeys(parts), ...ordered, ...extras], ', ');
  return sql`SELECT ${position}${selected} FROM ${tables}${joins} WHERE ${join([isKey, ...conditions], ' AND ')} ORDER BY ${orderByIndex(keys, steps, index?.equalDescending)} LIMIT ${value(shape.limit)}`;
}
