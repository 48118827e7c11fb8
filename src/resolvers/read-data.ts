import { BadUserInputError } from '../errors.ts';
import type { FieldChange, RowData, RowName, Unchanged } from '../model/change.ts';
import type { Value } from '../model/load.ts';
import type { Field, Model, UniqueKey } from '../model/model.ts';
import { nameKey } from '../model/naming.ts';
import { readFieldValue, wantedFieldValue, type PresentValue } from '../model/read-value.ts';
import { readObject, refuse } from './read-object.ts';

/** Reads what a row is given. @throws BadUserInputError naming the place of what is no value of its field. */
export function readData(model: Model, given: unknown, place: string): RowData {
  const fields = Object.entries(readObject(given, place)).map(([name, value]) =>
    readChange(findField(model, name), value, `${place}.${name}`),
  );
  return { fields, relations: [], place };
}

/** Reads which row is meant, out of an input that has one of the model's keys. */
export function readUnique(model: Model, given: unknown, place: string): RowName {
  const [name = '', value] = Object.entries(readObject(given, place))[0] ?? [];
  const keys = model.primaryKey ? [model.primaryKey, ...model.uniqueKeys] : model.uniqueKeys;
  const key = keys.find((each) => nameKey(each) === name);
  if (key === undefined) throw refuse(place, 'one unique key', given);
  const [only] = key;
  const values = key.length === 1 && only ? { [only.name]: value } : readObject(value, `${place}.${name}`);
  return readRowName(key, values as Readonly<Record<string, unknown>>, place);
}

/** Reads which row is meant, out of arguments that are a key's fields. */
export function readRowName(
  key: UniqueKey,
  given: Readonly<Record<string, unknown>>,
  place: string,
): RowName {
  const values = key.map((field) =>
    readPresent(field, given[field.name], place === '' ? field.name : `${place}.${field.name}`),
  );
  return { fields: key, values, place: place === '' ? nameKey(key) : place };
}

/** The argument that says since when a row must not have been written. */
export const unchangedArgument = 'ifUnchangedSince';

/** Reads since when the row must not have been written; nothing where that is left out. */
export function readUnchanged(
  { fields }: Model,
  given: Readonly<Record<string, unknown>>,
): Unchanged | undefined {
  const field = fields.find(({ isUpdatedAt }) => isUpdatedAt);
  const since = given[unchangedArgument];
  if (field === undefined || since === undefined || since === null) return undefined;
  return { field, value: readPresent(field, since, unchangedArgument), place: unchangedArgument };
}

function findField({ fields, name }: Model, wanted: string): Field {
  const field = fields.find((each) => each.name === wanted);
  if (field === undefined) throw new Error(`Expected a field ${wanted} of ${name}.`);
  return field;
}

function readChange(field: Field, given: unknown, place: string): FieldChange {
  if (given === null) {
    if (field.nullable) return { field, operation: 'set', value: null, place };
    throw new BadUserInputError(`Argument "${place}": expected ${wantedFieldValue(field)}, got null.`);
  }
  if (field.type === 'Json') return { field, operation: 'set', value: JSON.stringify(given), place };
  const [operation, operand] = readOperation(given);
  return { field, operation, value: readPresent(field, operand, place), place };
}

const operations = ['set', 'increment', 'decrement', 'multiply', 'divide'] as const;

function readOperation(given: unknown): readonly [FieldChange['operation'], unknown] {
  if (typeof given !== 'object' || given === null) return ['set', given];
  const [name, operand]: readonly [string?, unknown?] = Object.entries(given)[0] ?? [];
  return [operations.find((each) => each === name) ?? 'set', operand];
}

function readPresent(field: Field, given: unknown, place: string): PresentValue {
  const value: Value | undefined = readFieldValue(field, given);
  if (value === undefined) throw refuse(place, wantedFieldValue(field), given);
  return value;
}
