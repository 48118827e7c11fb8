import type { RowName } from '../model/change.ts';
import type { Model, UniqueKey } from '../model/model.ts';
import { nameKey } from '../model/naming.ts';
import { readPresent } from './read-field-change.ts';
import { readObject, refuse } from './read-object.ts';

/** Reads the name of a row from arguments that are the fields of a key. */
export function readRowArguments(key: UniqueKey, given: Readonly<Record<string, unknown>>): RowName {
  const values = key.map((field) => readPresent(field, given[field.name], field.name));
  return { fields: key, values, path: nameKey(key) };
}

/**
 * Reads the name of a row from an input with one of the model's keys.
 * @throws BadUserInputError naming the path if no row can have it.
 */
export function readRowName(model: Model, given: unknown, path: string): RowName {
  const [name, value]: readonly [string?, unknown?] =
    Object.entries(readObject(given, path, wanted))[0] ?? [];
  const keys = model.primaryKey ? [model.primaryKey, ...model.uniqueKeys] : model.uniqueKeys;
  const fields = keys.find((key) => nameKey(key) === name);
  if (fields === undefined) throw refuse(path, wanted, given);
  const at = `${path}.${nameKey(fields)}`;
  if (fields.length === 1)
    return { fields, values: fields.map((field) => readPresent(field, value, at)), path };
  const parts = readObject(value, at, 'the fields of a key');
  const values = fields.map((field) => readPresent(field, parts[field.name], `${at}.${field.name}`));
  return { fields, values, path };
}

const wanted = 'one unique key';
