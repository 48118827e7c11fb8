import type { Unchanged } from '../model/change.ts';
import type { Field, Model, UniqueKey } from '../model/model.ts';
import { readPresent } from './read-field-change.ts';

/** The field that holds a row's state, and the argument of the precondition on it. */
export interface UnchangedArgument {
  readonly argument: 'ifVersion' | 'ifUnchangedSince';
  readonly field: Field;
}

/**
 * Finds the precondition that a write can have: the version, else the time of the last update. Returns
 * undefined if the model has neither, or if a field of the key has the argument's name.
 */
export function findUnchanged({ fields }: Model, key: UniqueKey): UnchangedArgument | undefined {
  const shown = fields.filter(({ hidden }) => !hidden);
  const version = shown.find(({ isVersion }) => isVersion);
  const field = version ?? shown.find(({ isUpdatedAt, type }) => isUpdatedAt && type === 'DateTime');
  const argument = version ? 'ifVersion' : 'ifUnchangedSince';
  return field && key.every(({ name }) => name !== argument) ? { argument, field } : undefined;
}

/** Reads the precondition of a write. Returns undefined if it is omitted. */
export function readUnchanged(
  model: Model,
  key: UniqueKey,
  given: Readonly<Record<string, unknown>>,
): Unchanged | undefined {
  const { argument, field } = findUnchanged(model, key) ?? {};
  if (argument === undefined || field === undefined) return undefined;
  const value = given[argument];
  if (value === undefined || value === null) return undefined;
  return { field, value: readPresent(field, value, argument), path: argument };
}
