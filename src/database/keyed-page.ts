import type { Key, RowsShape } from '../model/load.ts';
import { buildComparison } from './compare.ts';
import { buildKeyCondition, buildKeyRange, buildKeyTable, type KeyColumn } from './key-table.ts';
import { buildKeyedTables, type KeyedTables } from './keyed-tables.ts';
import { buildOrder, buildOrdering, reverseOrder, type OrderStep } from './order.ts';
import { buildPageConditions } from './page-conditions.ts';
import type { Catalog } from './read-catalog.ts';
import { buildColumn } from './scope.ts';
import { join, name, raw, sql, value, type Sql } from './sql.ts';
import { keysTable, modelAlias } from './statement.ts';
import { countRelations } from './where.ts';
import { findServingIndex, type ServingIndex } from './table-index.ts';

/**
 * The rows of each key, numbered in their order: a SELECT of the key's position `i`, the number `n`, the rows' own
 * keys `c0` …, and what they are ordered by beyond their own fields, `x0` … . There may be more rows than the page.
 */
export interface KeyedPage {
  readonly keys: readonly KeyColumn[];
  readonly steps: readonly OrderStep[];
  /** For any number of keys, which are bound later. */
  readonly numbered: Sql;
  /**
   * The same rows in their order with these columns of the model's table behind `i`, and no more of them than the page
   * holds: for columns that can be sorted along. Nothing where that cannot be had.
   */
  readonly selectSorted: ((columns: readonly Sql[]) => Sql | undefined) | undefined;
  /** The same for a few keys, where that is cheaper; nothing where there are too many of them. */
  readonly numberFew: ((keys: readonly Key[]) => Sql | undefined) | undefined;
}

/** Beyond this many keys, a SELECT for each of them costs more than it spares. */
const fewKeysMax = 64;

/** Parameters that a statement may have: 65,535, some of which are for the rest of it. */
const parametersMax = 65_000;

/** Everything that the ways to a page have in common. */
interface Parts extends KeyedTables {
  readonly shape: RowsShape;
  readonly catalog: Catalog;
  readonly joins: Sql;
  readonly steps: readonly OrderStep[];
  readonly conditions: readonly Sql[];
}

/**
 * Builds the page of each key so that it costs what the page needs, however many rows a key has, where an index gives
 * them in their order. MySQL reads each page by itself (LATERAL). MariaDB cannot: there each key's last row is looked
 * up first, and the rows up to it are then a range of the index. Behind a cursor, few keys are a SELECT each, since
 * only then both servers begin to read at the cursor. Where no index serves MariaDB, or none leads from a key to its rows,
 * a window numbers all rows of each key.
 */
export function buildKeyedPage(shape: RowsShape, catalog: Catalog): KeyedPage {
  const parts = buildParts(shape, catalog, modelAlias);
  const { keys, steps } = parts;
  const index = findIndex(parts);
  if (!isLookedUp(parts))
    return { keys, steps, numbered: numberAll(parts), selectSorted: undefined, numberFew: undefined };
  // The condition stands in each look-up of an end too, where asking about related rows would cost more than it spares.
  const isRange =
    index !== undefined &&
    shape.through === undefined &&
    steps.every(({ nullable, isNumbered }) => !nullable && !isNumbered) &&
    (shape.where === undefined || countRelations(shape.where) === 0) &&
    fits(parts, 1 + 2 * steps.length);
  const hasCursor = shape.after !== undefined || shape.before !== undefined;
  const numbered = catalog.hasLateral
    ? numberLateral(parts, index)
    : isRange
      ? numberRange(parts, index)
      : numberAll(parts);
  const isBestAlone = hasCursor || (index !== undefined && !isRange && !catalog.hasLateral);
  const numberFew = (few: readonly Key[]): Sql | undefined =>
    few.length <= fewKeysMax && fits(parts, powerOfTwo(few.length))
      ? numberEach(parts, few, index)
      : undefined;
  if (isBestAlone) return { keys, steps, numbered, selectSorted: undefined, numberFew };
  const sort = (columns: readonly Sql[]): Sql | undefined => index && sortRange(parts, index, columns);
  const isSorted = isRange && !catalog.hasLateral;
  return { keys, steps, numbered, selectSorted: isSorted ? sort : undefined, numberFew: undefined };
}

/** Whether an index leads from a key to its rows: without one each key read by itself reads the whole table. */
function isLookedUp({ shape, catalog }: Parts): boolean {
  const { model, by, through } = shape;
  const table = through?.table ?? model.table;
  const equal = through ? [through.from] : by.map(({ column }) => column);
  const indexes = catalog.indexes(table);
  // A view has none of its own, and its tables' are not known here.
  return indexes.length === 0 || findServingIndex(indexes, { equal, order: [] }) !== undefined;
}

/** Whether a statement has room for the conditions so many times, beside keys and limits. */
function fits({ keys, conditions }: Parts, times: number): boolean {
  const parameters = conditions.reduce((sum, condition) => sum + condition.parameters.length, 0);
  return times * (parameters + keys.length + 1) <= parametersMax;
}

function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(count, 1)));
}

function buildParts(shape: RowsShape, catalog: Catalog, alias: string, hint?: Sql): Parts {
  const tables = buildKeyedTables(shape, catalog, alias, hint);
  const { scope, rowKey } = tables;
  const ordering = buildOrdering(shape.backward ? reverseOrder(shape.orderBy) : shape.orderBy, scope);
  const [only] = shape.model.key;
  // The table between has the rows' key in its own index.
  const steps = ordering.steps.map((step) =>
    rowKey && step.field === only ? { ...step, expression: rowKey } : step,
  );
  const conditions = buildPageConditions(shape, scope, ordering.steps);
  return { ...tables, shape, catalog, joins: ordering.joins, steps, conditions };
}

/** The index that gives the rows of a key in their order: the model's, or where keys stand between, that table's. */
function findIndex({ shape, catalog, steps }: Parts): ServingIndex | undefined {
  const { model, by, through } = shape;
  if (through !== undefined) {
    const [only] = steps;
    if (steps.length !== 1 || only?.field === undefined || !model.key.includes(only.field)) return undefined;
    const order = [{ column: through.to, descending: only.descending }];
    return findServingIndex(catalog.indexes(through.table), { equal: [through.from], order });
  }
  const order = steps.flatMap(({ column, descending }) =>
    column === undefined ? [] : [{ column, descending }],
  );
  if (order.length < steps.length) return undefined;
  return findServingIndex(catalog.indexes(model.table), { equal: by.map(({ column }) => column), order });
}

/** Numbers all rows of each key. */
function numberAll(parts: Parts): Sql {
  const { keys, tables, joins, conditions, steps } = parts;
  const joined = sql`${buildKeyTable(keys)} STRAIGHT_JOIN ${tables}${joins} WHERE ${join([buildKeyCondition(keys), ...conditions], ' AND ')}`;
  return numberJoined(parts, steps, joined);
}

/** Numbers the rows of each key's range. */
function numberRange(parts: Parts, index: ServingIndex): Sql {
  const { steps, from } = joinRange(parts, index);
  return numberJoined(parts, steps, from);
}

/** Sorts the rows of each key's range: numbering them would write and read them twice more. */
function sortRange(parts: Parts, index: ServingIndex, columns: readonly Sql[]): Sql {
  const { steps, from } = joinRange(parts, index);
  const position = sql`${keysTable}.i`;
  return sql`SELECT ${join([position, ...columns], ', ')} FROM ${from} ORDER BY ${position}, ${buildOrder(steps)}`;
}

/** The rows of each key up to the last of its page, or to its last if it has fewer: a range of that index. */
function joinRange(parts: Parts, index: ServingIndex): { steps: readonly OrderStep[]; from: Sql } {
  const { shape, catalog } = parts;
  const hint = sql` FORCE INDEX (${name(index.name)})`;
  const { keys, tables, steps, conditions } = buildParts(shape, catalog, modelAlias, hint);
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

function numberJoined(parts: Parts, steps: readonly OrderStep[], joined: Sql): Sql {
  const extras = selectExtras(steps).map(({ expression }) => expression);
  return number(sql`${keysTable}.i`, steps, selectRowKeys(parts), extras, joined);
}

/** Looks up what the last row of a key's page is ordered by at that step. */
function buildEnd({ shape, catalog }: Parts, hint: Sql, at: number, index: ServingIndex): Sql {
  const { scope, tables, keys, conditions, steps } = buildParts(shape, catalog, 'e', hint);
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

/** The order with the equal columns in front: without them the servers do not see that an index gives it. */
function orderByIndex(keys: readonly KeyColumn[], steps: readonly OrderStep[], equalDescending = false): Sql {
  const direction = raw(equalDescending ? ' DESC' : '');
  return join([...keys.map(({ place }) => sql`${place}${direction}`), buildOrder(steps)], ', ');
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

/** Reads each key's page by itself. */
function numberLateral(parts: Parts, index: ServingIndex | undefined): Sql {
  const page = selectPage(parts, index, buildKeyCondition(parts.keys));
  const from = sql`${buildKeyTable(parts.keys)} JOIN LATERAL (${page}) AS s`;
  return numberSelected(parts, sql`${keysTable}.i`, from);
}

/** Reads each key's page by itself, a SELECT a key; filled up to powers of two, so that the texts are few. */
function numberEach(parts: Parts, few: readonly Key[], index: ServingIndex | undefined): Sql {
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

/** One key's page: the rows' keys, what they are ordered by (`o0` …), and what of it is beyond their own fields (`v0` …). */
function selectPage(parts: Parts, index: ServingIndex | undefined, isKey: Sql, position: Sql = raw('')): Sql {
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

function numberSelected({ shape, steps }: Parts, position: Sql, from: Sql): Sql {
  const selected = steps.map((step, at) => ({ ...step, expression: raw(`s.o${at}`) }));
  const extras = selectExtras(steps).map((_, at) => raw(`s.v${at}`));
  const rowKeys = shape.model.key.map((_, index) => raw(`s.c${index}`));
  return number(position, selected, rowKeys, extras, from);
}

function number(
  position: Sql,
  steps: readonly OrderStep[],
  rowKeys: readonly Sql[],
  extras: readonly Sql[],
  from: Sql,
): Sql {
  const named = extras.map((expression, index) => sql`${expression} AS ${raw(`x${index}`)}`);
  const rowNumber = sql`ROW_NUMBER() OVER (PARTITION BY ${position} ORDER BY ${buildOrder(steps)}) AS n`;
  return sql`SELECT ${position}, ${join([rowNumber, ...rowKeys, ...named], ', ')} FROM ${from}`;
}

/** What rows are ordered by beyond their own fields, which they carry for their cursors. */
function selectExtras(steps: readonly OrderStep[]): readonly OrderStep[] {
  return steps.filter(({ field }) => field === undefined);
}

function selectRowKeys({ shape, scope, rowKey }: Parts): readonly Sql[] {
  return shape.model.key.map(
    (field, index) => sql`${rowKey ?? buildColumn(scope, field)} AS ${raw(`c${index}`)}`,
  );
}
