import type { Unchanged } from '../model/change.ts';
import type { Field, Model, UniqueKey } from '../model/model.ts';
import { readPresent } from './read-field-change.ts';

/** What a row tells its state by, and the argument that says which state it must be in. */
export interface UnchangedArgument {
  readonly argument: 'ifVersion' | 'ifUnchangedSince';
  readonly field: Field;
}

/**
 * Finds what a write to the row of a key can be made to hang on: its version, else when it was last written. Nothing where
 * rows tell neither, or where a field of the key has the argument's name.
 */
export function findUnchanged({ fields }: Model, key: UniqueKey): UnchangedArgument | undefined {
  const shown = fields.filter(({ hidden }) => !hidden);
  const version = shown.find(({ isVersion }) => isVersion);
  const field = version ?? shown.find(({ isUpdatedAt, type }) => isUpdatedAt && type === 'DateTime');
  const argument = version ? 'ifVersion' : 'ifUnchangedSince';
  return field && key.every(({ name }) => name !== argument) ? { argument, field } : undefined;
}

/** Reads what the row must be still; nothing where that is left out. */
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
