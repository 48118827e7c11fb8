import type { Key, RowsShape } from '../../model/load.ts';
import { powerOfTwo } from '../../std/power-of-two.ts';
import type { KeyColumn } from '../keys/key-table.ts';
import { numberAll, numberJoined } from './number-rows.ts';
import type { OrderStep } from '../expression/order.ts';
import { buildPageParts, type PageParts } from './page-parts.ts';
import { joinRange, readRange, sortRange } from './page-range.ts';
import { numberEach, numberLateral, selectOne } from './page-select.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Sql } from '../sql.ts';
import { modelAlias } from '../statement.ts';
import { findServingIndex, type ServingIndex } from '../catalog/table-index.ts';
import { countRelations } from '../expression/where.ts';

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
   * holds: for columns that can be sorted along, some of them of tables that `joins` joins to it. Nothing where that
   * cannot be had.
   */
  readonly selectSorted?: (columns: readonly Sql[], joins: Sql) => Sql;
  /** The same in whatever order the database reads them. */
  readonly selectUnsorted?: (columns: readonly Sql[], joins: Sql) => Sql;
  /** The page of the one key that `isKey` is the condition of, in its order; nothing where no index gives it. */
  readonly selectOne?: (columns: readonly Sql[], joins: Sql, isKey: Sql) => Sql;
  /** The same for a few keys, where that is cheaper; nothing where there are too many of them. */
  readonly numberFew?: (keys: readonly Key[]) => Sql | undefined;
}

/** Beyond this many keys, a SELECT for each of them costs more than it spares. */
const fewKeysMax = 64;

/** Parameters that a statement may have: 65,535, some of which are for the rest of it. */
const parametersMax = 65_000;

/**
 * Builds the page of each key so that it costs what the page needs, however many rows a key has, where an index gives
 * them in their order. MySQL reads each page by itself (LATERAL). MariaDB cannot: there each key's last row is looked
 * up first, and the rows up to it are then a range of the index. Behind a cursor, few keys are a SELECT each, since
 * only then both servers begin to read at the cursor. Where no index serves MariaDB, or none leads from a key to its rows,
 * a window numbers all rows of each key.
 */
export function buildKeyedPage(shape: RowsShape, catalog: Catalog): KeyedPage {
  const parts = buildPageParts(shape, catalog, modelAlias);
  const index = findIndex(parts);
  const page = buildManyPages(parts, index);
  // Behind a cursor MariaDB begins to read there only where it reads nothing but the index; of conditions, one may have a
  // better index, and one on other rows would have the rows joined that come along before the page is cut.
  const isPlain = shape.through === undefined && shape.where === undefined && !hasCursor(shape);
  return index !== undefined && isPlain
    ? { ...page, selectOne: (...given) => selectOne(parts, index, ...given) }
    : page;
}

function buildManyPages(parts: PageParts, index: ServingIndex | undefined): KeyedPage {
  const { shape, catalog, keys, steps } = parts;
  if (!isLookedUp(parts)) return { keys, steps, numbered: numberAll(parts) };
  if (catalog.hasLateral) {
    const page = { keys, steps, numbered: numberLateral(parts, index) };
    return hasCursor(shape) ? { ...page, numberFew: buildNumberFew(parts, index) } : page;
  }
  if (index === undefined || !isRange(parts)) {
    const page = { keys, steps, numbered: numberAll(parts) };
    return index || hasCursor(shape) ? { ...page, numberFew: buildNumberFew(parts, index) } : page;
  }
  const range = joinRange(parts, index);
  const page = { keys, steps, numbered: numberJoined(parts, range.steps, range.from) };
  return hasCursor(shape)
    ? { ...page, numberFew: buildNumberFew(parts, index) }
    : {
        ...page,
        selectSorted: (columns, joins) => sortRange(joinRange(parts, index, joins), columns),
        selectUnsorted: (columns, joins) => readRange(parts, index, columns, joins),
      };
}

function hasCursor({ after, before }: RowsShape): boolean {
  return after !== undefined || before !== undefined;
}

function buildNumberFew(
  parts: PageParts,
  index: ServingIndex | undefined,
): NonNullable<KeyedPage['numberFew']> {
  return (few) =>
    few.length <= fewKeysMax && fits(parts, powerOfTwo(few.length))
      ? numberEach(parts, few, index)
      : undefined;
}

/** Whether the rows up to the last of a page are a range of the index that MariaDB can tell. */
function isRange({ shape, steps, ...parts }: PageParts): boolean {
  return (
    shape.through === undefined &&
    steps.every(({ nullable, isNumbered }) => !nullable && !isNumbered) &&
    // The condition stands in each look-up of an end too, where asking about related rows would cost more than it spares.
    (shape.where === undefined ||
      countRelations(shape.where, { model: shape.model, catalog: parts.catalog }) === 0) &&
    fits(parts, 1 + 2 * steps.length)
  );
}

/** Whether an index leads from a key to its rows: without one each key read by itself reads the whole table. */
function isLookedUp({ shape, catalog }: PageParts): boolean {
  const { model, by, through } = shape;
  const table = through?.table ?? model.table;
  const equal = through ? [through.from] : by.map(({ column }) => column);
  const indexes = catalog.indexes(table);
  // A view has none of its own, and its tables' are not known here.
  return indexes.length === 0 || findServingIndex(indexes, { equal, order: [] }) !== undefined;
}

/** Whether a statement has room for the conditions so many times, beside keys and limits. */
function fits({ keys, conditions }: Pick<PageParts, 'keys' | 'conditions'>, times: number): boolean {
  const parameters = conditions.reduce((sum, condition) => sum + condition.parameters.length, 0);
  return times * (parameters + keys.length + 1) <= parametersMax;
}

/** The index that gives the rows of a key in their order: the model's, or where keys stand between, that table's. */
function findIndex({ shape, catalog, steps }: PageParts): ServingIndex | undefined {
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
