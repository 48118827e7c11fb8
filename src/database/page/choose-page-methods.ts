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
 * Chooses the methods of reading a page per key, so that the cost depends on the page and not on the rows of
 * a key. The first of them that accepts the keys of a batch reads it. The last accepts any keys.
 *
 * MySQL reads each page by itself (`lateral`). MariaDB cannot. There the last row of each page is looked up
 * first, and the rows up to it are a range of the index. After a cursor, few keys are a SELECT each
 * (`union`), because only then both servers start to read at the cursor. If MariaDB has no index for the
 * order, or neither server has one for the keys, a window numbers all rows of each key.
 */
export function choosePageMethods(shape: RowsShape, catalog: Catalog): readonly PageMethod[] {
  const parts = buildPageParts(shape, catalog, modelAlias);
  const index = findPageIndex(parts);
  const forMany = chooseForMany(parts, index);
  return index !== undefined && isReadAlone(parts) ? ['single-key', ...forMany] : forMany;
}

/**
 * Returns true if a single key's page can be read by itself. After a cursor, MariaDB starts there only if it
 * reads nothing but the index. A filter may have a better index, and one on related rows would read the
 * joined rows before the page is cut.
 */
function isReadAlone({ shape, keys }: PageParts): boolean {
  return shape.through === undefined && shape.where === undefined && !hasCursor(shape) && arePlain(keys);
}

function chooseForMany(parts: PageParts, index: ServingIndex | undefined): readonly PageMethod[] {
  const { shape, scope, catalog, steps } = parts;
  // One list for each viewer.
  if (shape.by.length === 0) return ['union', catalog.hasLateral ? 'lateral' : 'window'];
  if (!isLookedUp(parts)) return ['window'];
  if (catalog.hasLateral) return hasCursor(shape) ? ['union', 'lateral'] : ['lateral'];
  if (index === undefined || !isRange(parts))
    return index !== undefined || hasCursor(shape) ? ['union', 'window'] : ['window'];
  if (hasCursor(shape)) return ['union', 'numbered-range'];
  if (isSortable(steps, scope)) return ['index-range'];
  // Long texts would make the sort use the disk.
  return [shape.long.length === 0 ? 'sorted-range' : 'numbered-range'];
}

function hasCursor({ after, before }: RowsShape): boolean {
  return after !== undefined || before !== undefined;
}

/**
 * Returns true if an index finds the rows of a key. Otherwise each key that is read by itself would scan the
 * whole table.
 */
function isLookedUp({ shape, catalog }: PageParts): boolean {
  const { model, by, through } = shape;
  const table = through?.table ?? model.table;
  const equal = through ? [through.from] : by.map(({ column }) => column);
  const indexes = catalog.indexes(table);
  // A view has no indexes of its own, and those of its tables are not in the catalog.
  return indexes.length === 0 || findServingIndex(indexes, { equal, order: [] }) !== undefined;
}

/** Returns true if MariaDB can find the rows up to the last of a page as a range of the index. */
function isRange(parts: PageParts): boolean {
  const { shape, catalog, steps } = parts;
  return (
    shape.through === undefined &&
    steps.every(({ nullable, isNumbered }) => !nullable && !isNumbered) &&
    // The filter is also in each lookup of a last row, where conditions on related rows would cost more than
    // they save.
    (shape.where === undefined || countRelations(shape.where, { model: shape.model, catalog }) === 0) &&
    fits(parts, 1 + 2 * steps.length)
  );
}
