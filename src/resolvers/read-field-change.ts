import type { FieldChange } from '../model/change.ts';
import type { Field } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, type PresentValue } from '../model/read-value.ts';
import { refuse } from './read-object.ts';
import { writeJson } from './write-json.ts';

/**
 * Reads what a field becomes: a value, or for a number what is done to it. Null is the database's NULL, of JSON too.
 * @throws BadUserInputError naming the path of what is no value of the field.
 */
export function readFieldChange(field: Field, given: unknown, path: string): FieldChange {
  if (given === null && field.nullable) return { field, operation: 'set', value: null, path };
  if (given === null) throw refuse(path, wantedFieldValue(field, given), given);
  if (field.type === 'Json') return { field, operation: 'set', value: writeJson(given, path), path };
  if (typeof given !== 'object')
    return { field, operation: 'set', value: readPresent(field, given, path), path };
  const [name, operand]: readonly [string?, unknown?] = Object.entries(given)[0] ?? [];
  const operation = operations.find((each) => each === name);
  if (operation === undefined) throw refuse(path, `one of ${operations.join(', ')}`, given);
  const operationPath = `${path}.${operation}`;
  return { field, operation, value: readPresent(field, operand, operationPath), path: operationPath };
}

const operations = ['set', 'increment', 'decrement', 'multiply', 'divide'] as const;

/** Reads a value that must be there. @throws BadUserInputError naming its path. */
export function readPresent(field: Field, given: unknown, path: string): PresentValue {
  const value = readFieldValue(field, given);
  if (value === undefined) throw refuse(path, wantedFieldValue(field, given), given);
  return value;
}
