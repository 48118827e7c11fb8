import { buildKeyCondition, buildKeyRange, buildKeyTable } from './key-table.ts';
import { numberJoined } from './number-rows.ts';
import { buildOrder, type OrderStep } from './order.ts';
import { buildPageParts, orderByIndex, type PageParts } from './page-parts.ts';
import { buildColumn } from './scope.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelAlias } from './statement.ts';
import type { ServingIndex } from './table-index.ts';

/** Numbers the rows of each key's range. */
export function numberRange(parts: PageParts, index: ServingIndex): Sql {
  const { steps, from } = joinRange(parts, index);
  return numberJoined(parts, steps, from);
}

/** Sorts the rows of each key's range: numbering them would write and read them twice more. */
export function sortRange(parts: PageParts, index: ServingIndex, columns: readonly Sql[]): Sql {
  const { steps, from } = joinRange(parts, index);
  const position = sql`${keysTable}.i`;
  return sql`SELECT ${join([position, ...columns], ', ')} FROM ${from} ORDER BY ${position}, ${buildOrder(steps)}`;
}

/** The rows of each key up to the last of its page, or to its last if it has fewer: a range of that index. */
function joinRange(parts: PageParts, index: ServingIndex): { steps: readonly OrderStep[]; from: Sql } {
  const { shape, catalog } = parts;
  const hint = sql` FORCE INDEX (${name(index.name)})`;
  const { keys, tables, steps, conditions } = buildPageParts(shape, catalog, modelAlias, hint);
  const varying = steps.filter(({ field }) => field && !shape.by.includes(field));
  const ends = varying.map((_, at) => sql`${buildEnd(parts, hint, at, index)} AS ${raw(`e${at}`)}`);
  // MariaDB would merge the derived table, and look every end up again for every row, but for its LIMIT.
  const keysWithEnds = sql`(SELECT k.*, ${join(ends, ', ')} FROM ${buildKeyTable(keys)} LIMIT ${raw(String(2 ** 31))}) AS ${keysTable}`;
  const upToEnd = varying.length > 0 ? [buildUpToEnd(varying)] : [];
  // Any other bound of the index, being constant, would keep MariaDB from narrowing the index for each key.
  const others = conditions.map((condition) => sql`(${condition}) IS TRUE`);
  const found = join([buildKeyRange(keys), ...upToEnd, ...others], ' AND ');
  const keyed = varying.length > 0 ? keysWithEnds : buildKeyTable(keys);
  return { steps, from: sql`${keyed} STRAIGHT_JOIN ${tables} WHERE ${found}` };
}

/** Looks up what the last row of a key's page is ordered by at that step. */
function buildEnd({ shape, catalog }: PageParts, hint: Sql, at: number, index: ServingIndex): Sql {
  const { scope, tables, keys, conditions, steps } = buildPageParts(shape, catalog, 'e', hint);
  const found = join([buildKeyCondition(keys), ...conditions], ' AND ');
  const varying = steps.filter(({ field }) => field && !shape.by.includes(field));
  const wanted = varying[at]?.field;
  const selected = wanted ? buildColumn(scope, wanted) : raw('NULL');
  const select = (order: Sql, offset: number): Sql =>
    sql`(SELECT ${selected} FROM ${tables} WHERE ${found} ORDER BY ${order} LIMIT 1 OFFSET ${value(offset)})`;
  const reversed = varying.map((step) => ({ ...step, descending: !step.descending }));
  const nth = select(orderByIndex(keys, varying, index.equalDescending), shape.limit - 1);
  return sql`COALESCE(${nth}, ${select(orderByIndex(keys, reversed, !index.equalDescending), 0)})`;
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
