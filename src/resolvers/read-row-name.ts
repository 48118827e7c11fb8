import type { RowName } from '../model/change.ts';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameKey } from '../model/naming.ts';
import { readPresent } from './read-field-change.ts';
import { readObject, refuse } from './read-object.ts';

/** Reads the name of a row from arguments that are the fields of a key. */
export function readKeyArguments(key: UniqueKey, given: Readonly<Record<string, unknown>>): RowName {
  const values = key.map((field) => readPresent(field, given[field.name], field.name));
  return { fields: key, values, place: nameKey(key) };
}

/**
 * Reads the name of a row from an input with one of the model's keys.
 * @throws BadUserInputError naming the position if no row can have it.
 */
export function readRowName(model: Model, given: unknown, place: string): RowName {
  const [name, value]: readonly [string?, unknown?] =
    Object.entries(readObject(given, place, wanted))[0] ?? [];
  const keys = model.primaryKey ? [model.primaryKey, ...model.uniqueKeys] : model.uniqueKeys;
  const fields = keys.find((key) => nameKey(key) === name);
  if (fields === undefined) throw refuse(place, wanted, given);
  const at = `${place}.${nameKey(fields)}`;
  if (fields.length === 1)
    return { fields, values: fields.map((field) => readPresent(field, value, at)), place };
  const parts = readObject(value, at, 'the fields of a key');
  const values = fields.map((field) => readPresent(field, parts[field.name], `${at}.${field.name}`));
  return { fields, values, place };
}

const wanted = 'one unique key';
