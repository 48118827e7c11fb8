import type { FieldChange } from '../../model/change.ts';
import type { Value } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import { writeInstant } from './make-default.ts';
import type { Assignments, WriteContext } from './write-context.ts';

/** Builds the assignments of an update. Fields with `@updatedAt` get the current instant. */
export function buildAssignments(
  context: WriteContext,
  model: Model,
  fields: readonly FieldChange[],
): Map<Field, Omit<FieldChange, 'path'>> {
  return touch(context, model, new Map(fields.map((change) => [change.field, change])));
}

/** Adds the fields with `@updatedAt` to assignments, unless there are none. */
export function touch(
  { now }: WriteContext,
  model: Model,
  assignments: Assignments,
): Map<Field, Omit<FieldChange, 'path'>> {
  const touched = assignments.size > 0 ? model.updatedAt : [];
  const missing = touched.filter((field) => !assignments.has(field));
  return new Map([
    ...assignments,
    ...missing.map((field) => [field, set(field, writeInstant(field, now))] as const),
  ]);
}

/** Builds the change that sets a field to a value. */
export function set(field: Field, value: Value): Omit<FieldChange, 'path'> {
  return { field, operation: 'set', value };
}

/** Builds the assignments that set the nullable fields among these to NULL. */
export function setToNull(fields: readonly Field[]): Assignments {
  const loose = fields.filter(({ nullable }) => nullable);
  return new Map(loose.map((field) => [field, set(field, null)]));
}
