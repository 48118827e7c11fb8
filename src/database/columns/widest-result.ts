import type { Columns } from '../../model/columns.ts';
import type { Shape } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';

/** What numbers, times and positions take at most: a decimal has 65 digits. */
const plainBytes = 70;

/**
 * Computes how many bytes a statement of the shape may answer for each key at most, by what its columns can hold; without
 * end for JSON and nearly so for long texts. Text counts a byte a character.
 */
export function widestResult(shape: Shape, columns: Columns, catalog: Catalog): number {
  return (shape.kind === 'rows' ? shape.limit : 1) * widestRow(shape, columns, catalog);
}

function widestRow(shape: Shape, columns: Columns, catalog: Catalog): number {
  const { model } = shape;
  const position = 2 * plainBytes; // which key, and which row of its page
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
