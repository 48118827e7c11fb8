import type { Field, Models } from '../../model/model.ts';
import type { Catalog } from './read-catalog.ts';

/** Finds the fields whose values the database computes from other columns. */
export function findComputedFields({ all }: Models, catalog: Catalog): ReadonlySet<Field> {
  const computed = all.flatMap(({ table, fields }) =>
    fields.filter(({ column }) => catalog.column(table, column)?.isComputed),
  );
  return new Set(computed);
}
