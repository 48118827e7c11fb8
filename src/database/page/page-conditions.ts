import type { RowsShape } from '../../model/load.ts';
import { findServingIndex } from '../catalog/table-index.ts';
import { buildAfter, reverseOrder, type OrderStep } from '../expression/order.ts';
import type { Scope } from '../expression/scope.ts';
import type { Sql } from '../sql.ts';
import { buildWhere } from '../expression/where.ts';

/**
 * Builds the conditions on the rows of a page, except for its keys. `steps` are in the order in which the
 * page is read.
 */
export function buildPageConditions(
  shape: RowsShape,
  scope: Scope,
  steps: readonly OrderStep[],
): readonly Sql[] {
  const { by, where, after, before, backward, limit } = shape;
  const reversed = reverseOrder(steps);
  // In order, reading stops at the end of the page. A key has few rows in any case.
  const stopsEarly = by.length > 0 || hasServingOrder(scope, steps);
  return [
    ...(where ? [buildWhere(where, stopsEarly ? { ...scope, pageRows: limit } : scope)] : []),
    ...(after ? [buildAfter(backward ? reversed : steps, after)] : []),
    ...(before ? [buildAfter(backward ? steps : reversed, before)] : []),
  ];
}

/** Returns true if an index has all rows of a table in order, so that nothing is sorted. */
export function hasServingOrder(
  { model, catalog }: Pick<Scope, 'model' | 'catalog'>,
  steps: readonly OrderStep[],
): boolean {
  const order = steps.flatMap(({ column, descending }) =>
    column === undefined ? [] : [{ column, descending }],
  );
  if (order.length < steps.length) return false;
  return findServingIndex(catalog.indexes(model.table), { equal: [], order }) !== undefined;
}
