import type { RowsShape } from '../../model/load.ts';
import { integerBounds } from '../catalog/column.ts';
import { buildKeyCondition, buildKeyRange, buildKeyTable } from '../keys/key-table.ts';
import { reverseOrder, type OrderStep } from '../expression/order.ts';
import type { KeyedPage } from './keyed-page.ts';
import { buildPageParts, orderByIndex, type PageParts } from './page-parts.ts';
import { hintIndex, storedColumn } from '../expression/scope.ts';
import { join, raw, sql, value, type Sql } from '../sql.ts';
import { keysTable, modelAlias } from '../statement.ts';
import type { ServingIndex } from '../catalog/table-index.ts';

/** The rows of each key up to the last of its page, and their order. */
export interface PageRange {
  readonly from: Sql;
  readonly steps: readonly OrderStep[];
}

/**
 * Joins each key with its rows up to the last of its page, or up to its last row if it has fewer. They are a
 * range of the index.
 */
export function joinRange({ shape, catalog, index }: KeyedPage, joins: Sql = raw('')): PageRange {
  const parts = buildPageParts(shape, catalog, modelAlias, hintIndex(index?.name));
  const { tables, steps } = parts;
  return { steps, from: sql`${joinKeys(parts, index, sql`${tables}${joins}`)}${isMet(parts)}` };
}

/**
 * Builds the conditions on the rows of a range. `IS TRUE` hides them from the index, because a constant
 * bound would keep MariaDB from narrowing it for each key.
 */
export function isMet({ conditions }: PageParts): Sql {
  return join(
    conditions.map((condition) => sql` AND (${condition}) IS TRUE`),
    '',
  );
}

/**
 * Joins the keys and `tables`, and adds the condition that the rows are in the range of the key. The first
 * table is that of `parts`.
 */
export function joinKeys(parts: PageParts, index: ServingIndex | undefined, tables: Sql): Sql {
  const { shape, catalog, keys, steps } = parts;
  const varying = varyingSteps(shape, steps);
  if (varying.length === 0)
    return sql`${buildKeyTable(parts)} STRAIGHT_JOIN ${tables} WHERE ${buildKeyRange(keys)}`;
  const ends = buildEnds(buildPageParts(shape, catalog, 'e', hintIndex(index?.name)), index);
  // Without the LIMIT, MariaDB would merge the derived table and look up every last row again for each row.
  const keysWithEnds = sql`(SELECT k.*, ${join(ends, ', ')} FROM ${buildKeyTable(parts)} LIMIT ${raw(String(2 ** 31))}) AS ${keysTable}`;
  return sql`${keysWithEnds} STRAIGHT_JOIN ${tables} WHERE ${buildKeyRange(keys)} AND ${buildUpToEnd(varying)}`;
}

/** Lists the steps in which the rows of one key differ. */
function varyingSteps({ by }: RowsShape, steps: readonly OrderStep[]): readonly OrderStep[] {
  return steps.filter(({ field }) => field && !by.includes(field));
}

/** Looks up the order values of the last row of each page, as `e0` … . */
function buildEnds(
  { shape, scope, tables, keys, conditions, steps }: PageParts,
  index: ServingIndex | undefined,
): readonly Sql[] {
  const found = join([buildKeyCondition(keys), ...conditions], ' AND ');
  const varying = varyingSteps(shape, steps);
  const onward = orderByIndex(keys, varying, index?.equalDescending);
  const backward = orderByIndex(keys, reverseOrder(varying), index?.equalDescending !== true);
  const bounds = varying.flatMap(({ field, descending }) => {
    const column = field && storedColumn(scope, field);
    const held = integerBounds(column);
    if (held === undefined) return [];
    const bound = String(descending ? held.least : held.most);
    // Next to a signed number, the value would not have the column's own type.
    return column?.unsigned === true ? `CAST(${bound} AS UNSIGNED)` : bound;
  });
  const areBounded = bounds.length === varying.length;
  return varying.map(({ expression }, at) => {
    const select = (order: Sql, offset: number): Sql =>
      sql`(SELECT ${expression} FROM ${tables} WHERE ${found} ORDER BY ${order} LIMIT 1 OFFSET ${value(offset)})`;
    // If a key has fewer rows than a page, a bound that no value exceeds replaces its last row, which is
    // then not looked up.
    const last = areBounded ? raw(bounds[at] ?? '') : select(backward, 0);
    return sql`COALESCE(${select(onward, shape.limit - 1)}, ${last}) AS ${raw(`e${at}`)}`;
  });
}

/**
 * Builds the condition that a row does not come after the last one, in the only form that MariaDB reads as a
 * range.
 */
function buildUpToEnd(steps: readonly OrderStep[], at = 0): Sql {
  const [step, ...rest] = steps;
  if (step === undefined) return raw('TRUE');
  const end = raw(`k.e${at}`);
  const operator = step.descending ? '>' : '<';
  if (rest.length === 0) return sql`${step.expression} ${raw(`${operator}=`)} ${end}`;
  return sql`(${step.expression} ${raw(operator)} ${end} OR (${step.expression} = ${end} AND ${buildUpToEnd(rest, at + 1)}))`;
}
