import type { MissingIndexEvent } from '../../events.ts';
import type { Field, Model } from '../../model/model.ts';
import type { Catalog } from './read-catalog.ts';

/** Describes an index that a table lacks, with the operation that needs it. */
export function describeMissingIndex(
  model: Model,
  terms: readonly { readonly field: Field; readonly descending: boolean }[],
  need: string,
): MissingIndexEvent {
  const fields = terms.map(({ field: { property, column }, descending }) => ({
    property,
    column,
    descending,
  }));
  return { model: model.name, table: model.table, fields, need };
}

/** Returns true if the table can have indexes at all, which a view cannot. */
export function isIndexed(model: Model, catalog: Catalog): boolean {
  return catalog.indexes(model.table).length > 0;
}

/** The number of rows from which reading all of them is reported although no ordinary index would help. */
const manyRows = 10_000;

/** Returns the estimated number of rows of a table with many, and undefined for any other. */
export function countMany({ table }: Model, catalog: Catalog): number | undefined {
  const rows = catalog.rowCount(table) ?? 0;
  return rows < manyRows ? undefined : rows;
}
