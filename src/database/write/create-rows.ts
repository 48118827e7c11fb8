import type { Value } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import { bringRelated } from './bring-related.ts';
import { findNamed } from './find-rows.ts';
import { insertRows } from './insert-rows.ts';
import { keyValues, type KnownRow, toKnownRow } from './known-row.ts';
import { makeDefault } from './make-default.ts';
import type { CreateOptions, NewRow, RelatedChange, WriteContext } from './write-context.ts';
import { bringReferred } from './write-referred.ts';

/**
 * Creates rows of a model with their nested writes. The rows they refer to come first, then the rows
 * themselves, then those that refer to them. The rows of each step are written together.
 */
export async function createRows(
  context: WriteContext,
  model: Model,
  rows: readonly NewRow[],
  { needed, isKeyUnused = false, raced }: CreateOptions,
): Promise<readonly KnownRow[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const values = await context.inSteps(mapSteps(rows, collectValues));
  const changes = rows.flatMap(({ data }, index) => {
    const row = values[index] ?? new Map<Field, Value>();
    return data.relations.map((change) => ({ row, change }));
  });
  for (const [relation, some] of groupByRelation(changes)) {
    if (relation.refers) await bringReferred(context, model, relation, some);
  }
  await context.inSteps(mapSteps(values, (row) => addDefaults(context, model, row)));
  const subject = { model, path: first.data.path, raced };
  const relations = new Set(changes.map(({ change }) => change.relation));
  const known = new Set([
    ...needed,
    ...[...relations].flatMap((relation) => (relation.refers ? [] : relation.from)),
  ]);
  const isComplete = (field: Field): boolean => values.every((row) => row.has(field));
  const isNumbered = !isKeyUnused || context.isObserved || ![...known].every(isComplete);
  const written = await insertRows(context, model, values, subject, { isNumbered });
  const inserted = await readMissing(context, model, written, [...known]);
  await context.inSteps(mapSteps(inserted, (row) => context.note(model, 'create', row)));
  const byValues = new Map<KnownRow, KnownRow>(values.map((row, index) => [row, inserted[index] ?? row]));
  const settled = changes.map(({ row, change }) => ({ row: byValues.get(row) ?? row, change }));
  for (const [relation, some] of groupByRelation(settled)) {
    if (!relation.refers) await bringRelated(context, relation, some, { isNew: true });
  }
  return inserted;
}

/** Collects the values of a row that its data and its parent give it. */
function collectValues({ data, given }: NewRow): Map<Field, Value> {
  const values = new Map<Field, Value>();
  for (const { field, value } of data.fields) values.set(field, value);
  for (const [field, value] of given) values.set(field, value);
  return values;
}

/** Groups changes by relation, in the order in which the relations are given. */
function groupByRelation(changes: readonly RelatedChange[]): ReadonlyMap<Relation, readonly RelatedChange[]> {
  return Map.groupBy(changes, ({ change }) => change.relation);
}

function addDefaults({ catalog, now }: WriteContext, model: Model, row: Map<Field, Value>): void {
  for (const { field, default: made } of model.defaults) {
    if (row.has(field)) continue;
    if (catalog.lacks(model.table, field.column)) throw missingColumn(model, field);
    row.set(field, makeDefault(field, made, now));
  }
}

/** Reads the needed fields that only the database has after an insert: the defaults of its columns. */
async function readMissing(
  context: WriteContext,
  model: Model,
  rows: readonly KnownRow[],
  needed: readonly Field[],
): Promise<readonly KnownRow[]> {
  const isMissing = (field: Field): boolean => rows.some((row) => !row.has(field));
  if (!needed.some(isMissing)) return rows;
  const names = await context.inSteps(
    mapSteps(rows, (row) => ({ fields: model.key, values: keyValues(model, row) })),
  );
  const found = await findNamed(context, model, names, { fields: needed, lock: 'none' });
  const complete = (row: KnownRow, index: number): KnownRow => {
    const read = found[index];
    return read ? new Map([...row, ...toKnownRow(read, needed)]) : row;
  };
  return context.inSteps(mapSteps(rows, complete));
}
