import type { Filter } from '../../model/load.ts';
import type { Relation } from '../../model/model.ts';
import { findServingIndex } from '../catalog/table-index.ts';
import { type CountRows, estimateFilter, lookupCost } from './estimate-filter.ts';
import type { Scope } from './scope.ts';

/**
 * Statistics of a table with fewer rows decide nothing, because any plan is fast. So the text of a statement
 * does not change while a small table grows.
 */
const smallRows = 30_000;

/**
 * Decides if a page should ask each of its rows for related ones, or if the server should join the tables.
 * Asking stops at the end of the page, but reads the whole table if nothing matches. A join finds all
 * matching rows first, which costs little if an index finds few.
 */
export function isAskedPerRow(
  { relation, filter }: { readonly relation: Relation; readonly filter: Filter | undefined },
  { model, catalog, pageRows }: Scope,
): boolean {
  if (pageRows === undefined) return false;
  const isSmall = (catalog.rowCount(model.table) ?? 0) < smallRows;
  const countRows: CountRows = (table) => (isSmall ? smallRows : (catalog.rowCount(table) ?? smallRows));
  const known = isSmall ? { ...catalog, distinctCount: () => undefined } : catalog;
  const all = countRows(model.table);
  const joined = estimateFilter({ kind: 'some', relation, filter }, model, known, countRows);
  const { share } = estimateFilter(filter, relation.target, known, countRows);
  const links =
    relation.cardinality === 'one' ? 1 : countRows(relation.through?.table ?? relation.target.table) / all;
  const perRow = 1 + Math.min(links, 1 / share);
  const asked = Math.min(all, pageRows / joined.share) * perRow * lookupCost;
  return asked < joined.reads;
}

/** Returns true if an index finds the related rows of a row. Without one, each row would scan the table. */
export function isFoundPerRow(
  { target, to, through }: Relation,
  { catalog }: Pick<Scope, 'catalog'>,
): boolean {
  const table = through?.table ?? target.table;
  const equal = through ? [through.from] : to.map(({ column }) => column);
  return findServingIndex(catalog.indexes(table), { equal, order: [] }) !== undefined;
}
