import type { Shape } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import type { Catalog } from './read-catalog.ts';

/** What numbers, times and positions take at most: a decimal has 65 digits. */
const plainBytes = 70;

/**
 * Tells how many bytes a statement of the shape may answer at most, by what its columns can hold; without end for JSON
 * and nearly so for long texts. Text counts a byte a character.
 */
export function widestResult(shape: Shape, keyCount: number, catalog: Catalog): number {
  const rows = shape.kind === 'rows' ? shape.limit : 1;
  return keyCount * rows * widestRow(shape, catalog);
}

function widestRow(shape: Shape, catalog: Catalog): number {
  const { model } = shape;
  let width = 2 * plainBytes; // which key, and which row of its page
  if (shape.kind === 'aggregate') {
    for (const measure of shape.measures)
      width += 'field' in measure ? widestValue(model, measure.field, catalog) : plainBytes;
    return width;
  }
  width += narrowWidth(model, catalog);
  for (const field of shape.wide) width += widestValue(model, field, catalog);
  if (shape.kind === 'row') return width;
  for (const { relation, fields } of shape.along ?? []) {
    for (const field of fields) width += widestValue(relation.target, field, catalog);
  }
  for (const term of shape.orderBy) {
    const owner = term.path.at(-1)?.target ?? model;
    width += term.kind === 'field' ? widestValue(owner, term.field, catalog) : plainBytes;
  }
  return width;
}

/** What a model's columns can hold that every row is read with. */
const narrowWidths = new WeakMap<Catalog, WeakMap<Model, number>>();

function narrowWidth(model: Model, catalog: Catalog): number {
  let widths = narrowWidths.get(catalog);
  if (widths === undefined) narrowWidths.set(catalog, (widths = new WeakMap()));
  let width = widths.get(model);
  if (width === undefined) {
    const narrow = model.fields.filter((field) => !field.wide);
    width = narrow.reduce((sum, field) => sum + widestValue(model, field, catalog), 0);
    widths.set(model, width);
  }
  return width;
}

function widestValue(model: Model, field: Field, catalog: Catalog): number {
  if (catalog.lacks(model.table, field.column)) return 0;
  const column = catalog.column(model.table, field.column);
  if (column === undefined || column.type === 'json') return Infinity;
  return Math.max(column.length, plainBytes);
}
