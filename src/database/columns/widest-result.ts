import type { Columns } from '../../model/columns.ts';
import type { Shape, SqlShape } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';

/** The maximum length of a number, a time or a position. A decimal has 65 digits. */
const plainBytes = 70;

/**
 * Computes the maximum number of bytes that a statement of the shape may return per key, from the sizes of
 * its columns. It is infinite for JSON and very large for long texts. A character counts as one byte.
 */
export function widestResult(shape: Shape, columns: Columns, catalog: Catalog): number {
  if (shape.kind === 'sql') return Infinity;
  return (shape.kind === 'rows' ? shape.limit : 1) * widestRow(shape, columns, catalog);
}

function widestRow(shape: Exclude<Shape, SqlShape>, columns: Columns, catalog: Catalog): number {
  const { model } = shape;
  const position = 2 * plainBytes; // the key, and the row of its page
  const widths = (owner: Model, fields: readonly Field[]): number =>
    fields.reduce((sum, field) => sum + widestValue(owner, field, catalog), 0);
  if (shape.kind === 'aggregate') {
    const measured = shape.measures.flatMap((measure) => ('field' in measure ? measure.field : []));
    return position + shape.measures.length * plainBytes + widths(model, measured);
  }
  let width = position + widths(model, columns.fields);
  for (const { relation, fields } of columns.joined) width += widths(relation.target, fields);
  for (const term of shape.kind === 'rows' ? shape.orderBy : [])
    width += term.kind === 'field' ? widths(term.path.at(-1)?.target ?? model, [term.field]) : plainBytes;
  return width;
}

function widestValue(model: Model, field: Field, catalog: Catalog): number {
  if (catalog.lacks(model.table, field.column)) return 0;
  const column = catalog.column(model.table, field.column);
  if (column === undefined || column.type === 'json') return Infinity;
  return Math.max(column.length, plainBytes);
}
