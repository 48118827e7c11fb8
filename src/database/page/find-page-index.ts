import { findServingIndex, type ServingIndex } from '../catalog/table-index.ts';
import type { PageParts } from './page-parts.ts';

/**
 * Finds the index that has the rows of a key in order. It is the join table's if the relation has one,
 * otherwise the model's.
 */
export function findPageIndex({ shape, catalog, steps }: PageParts): ServingIndex | undefined {
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
