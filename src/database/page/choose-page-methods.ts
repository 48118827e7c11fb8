import type { RowsShape } from '../../model/load.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { findServingIndex, type ServingIndex } from '../catalog/table-index.ts';
import { countRelations } from '../expression/where.ts';
import { arePlain } from '../keys/one-key.ts';
import { modelAlias, type PageMethod } from '../statement.ts';
import { findPageIndex } from './find-page-index.ts';
import { buildPageParts, fits, type PageParts } from './page-parts.ts';
import { isSortable } from './sort-rows.ts';

/**
 * Chooses the methods by which a page per key is read, so that it costs what the page needs, however many rows a key
 * has. A batch is read by the first of them that takes its keys; the last takes any.
 *
 * MySQL reads each page by itself (`lateral`). MariaDB cannot: there each key's last row is looked up first, and the
 * rows up to it are then a range of the index. Behind a cursor few keys are a SELECT each (`union`), since only then
 * both servers begin to read at the cursor. Where no index serves MariaDB, or none leads from a key to its rows, a
 * window numbers all rows of each key.
 */
export function choosePageMethods(shape: RowsShape, catalog: Catalog): readonly PageMethod[] {
  const parts = buildPageParts(shape, catalog, modelAlias);
  const index = findPageIndex(parts);
  const forMany = chooseForMany(parts, index);
  return index !== undefined && isReadAlone(parts) ? ['single-key', ...forMany] : forMany;
}

/**
 * Behind a cursor MariaDB begins to read there only where it reads nothing but the index. One of the conditions may have
 * a better index, and one on other rows would have the joined rows read before the page is cut.
 */
function isReadAlone({ shape, keys }: PageParts): boolean {
  return shape.through === undefined && shape.where === undefined && !hasCursor(shape) && arePlain(keys);
}

function chooseForMany(parts: PageParts, index: ServingIndex | undefined): readonly PageMethod[] {
  const { shape, scope, catalog, steps } = parts;
  if (!isLookedUp(parts)) return ['window'];
  if (catalog.hasLateral) return hasCursor(shape) ? ['union', 'lateral'] : ['lateral'];
  if (index === undefined || !isRange(parts))
    return index !== undefined || hasCursor(shape) ? ['union', 'window'] : ['window'];
  if (hasCursor(shape)) return ['union', 'numbered-range'];
  if (isSortable(steps, scope)) return ['index-range'];
  // Long texts would send the sort to the disk.
  return [shape.long.length === 0 ? 'sorted-range' : 'numbered-range'];
}

function hasCursor({ after, before }: RowsShape): boolean {
  return after !== undefined || before !== undefined;
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

/** Whether the rows up to the last of a page are a range of the index that MariaDB can find. */
function isRange(parts: PageParts): boolean {
  const { shape, catalog, steps } = parts;
  return (
    shape.through === undefined &&
    steps.every(({ nullable, isNumbered }) => !nullable && !isNumbered) &&
    // The condition stands in each lookup of an end too, where conditions on related rows would cost more than they save.
    (shape.where === undefined || countRelations(shape.where, { model: shape.model, catalog }) === 0) &&
    fits(parts, 1 + 2 * steps.length)
  );
}
