import type { RowsShape } from '../model/load.ts';
import { buildKeyCondition, buildKeyRange, buildKeyTable } from './key-table.ts';
import { buildOrder, reverseOrder, type OrderStep } from './order.ts';
import { buildPageParts, orderByIndex, type PageParts } from './page-parts.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelAlias } from './statement.ts';
import type { ServingIndex } from './table-index.ts';

/** The rows of each key up to the last of its page, and the order that they are to be brought into. */
export interface PageRange {
  readonly from: Sql;
  readonly steps: readonly OrderStep[];
}

/** Sorts the rows of each key's range: numbering them would write and read them twice more. */
export function sortRange({ from, steps }: PageRange, columns: readonly Sql[]): Sql {
  const position = sql`${keysTable}.i`;
  return sql`SELECT ${join([position, ...columns], ', ')} FROM ${from} ORDER BY ${position}, ${buildOrder(steps)}`;
}

/** Joins each key with its rows up to the last of its page, or to its last if it has fewer: a range of that index. */
export function joinRange({ shape, catalog }: PageParts, index: ServingIndex): PageRange {
  const hint = sql` FORCE INDEX (${name(index.name)})`;
  const { keys, tables, steps, conditions } = buildPageParts(shape, catalog, modelAlias, hint);
  const varying = varyingSteps(shape, steps);
  const ends = buildEnds(buildPageParts(shape, catalog, 'e', hint), index);
  // MariaDB would merge the derived table, and look every end up again for every row, but for its LIMIT.
  const keysWithEnds = sql`(SELECT k.*, ${join(ends, ', ')} FROM ${buildKeyTable(keys)} LIMIT ${raw(String(2 ** 31))}) AS ${keysTable}`;
  const upToEnd = varying.length > 0 ? [buildUpToEnd(varying)] : [];
  // Any other bound of the index, being constant, would keep MariaDB from narrowing the index for each key.
  const others = conditions.map((condition) => sql`(${condition}) IS TRUE`);
  const found = join([buildKeyRange(keys), ...upToEnd, ...others], ' AND ');
  const keyed = varying.length > 0 ? keysWithEnds : buildKeyTable(keys);
  return { steps, from: sql`${keyed} STRAIGHT_JOIN ${tables} WHERE ${found}` };
}

/** The steps in which rows of one key differ. */
function varyingSteps({ by }: RowsShape, steps: readonly OrderStep[]): readonly OrderStep[] {
  return steps.filter(({ field }) => field && !by.includes(field));
}

/** Looks up what the last row of a key's page is ordered by at each step, as `e0` … . */
function buildEnds(
  { shape, tables, keys, conditions, steps }: PageParts,
  index: ServingIndex,
): readonly Sql[] {
  const found = join([buildKeyCondition(keys), ...conditions], ' AND ');
  const varying = varyingSteps(shape, steps);
  const onward = orderByIndex(keys, varying, index.equalDescending);
  const backward = orderByIndex(keys, reverseOrder(varying), !index.equalDescending);
  return varying.map(({ expression }, at) => {
    const select = (order: Sql, offset: number): Sql =>
      sql`(SELECT ${expression} FROM ${tables} WHERE ${found} ORDER BY ${order} LIMIT 1 OFFSET ${value(offset)})`;
    return sql`COALESCE(${select(onward, shape.limit - 1)}, ${select(backward, 0)}) AS ${raw(`e${at}`)}`;
  });
}

/** The condition that a row does not come after the end; in the one form that MariaDB makes a range of. */
function buildUpToEnd(steps: readonly OrderStep[], at = 0): Sql {
  const [step, ...rest] = steps;
  if (step === undefined) return raw('TRUE');
  const end = raw(`k.e${at}`);
  const operator = step.descending ? '>' : '<';
  if (rest.length === 0) return sql`${step.expression} ${raw(`${operator}=`)} ${end}`;
  return sql`(${step.expression} ${raw(operator)} ${end} OR (${step.expression} = ${end} AND ${buildUpToEnd(rest, at + 1)}))`;
}
