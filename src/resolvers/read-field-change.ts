import type { FieldChange } from '../model/change.ts';
import type { Field } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, type PresentValue } from '../model/read-value.ts';
import type { Steps } from '../std/in-steps.ts';
import { refuse } from './read-object.ts';
import { writeJson } from './write-json.ts';

/**
 * Reads the change of a field: a value, or an operation on a number. Null is the database's NULL, even
 * for JSON.
 * @throws BadUserInputError naming the path of an invalid value.
 */
export function* readFieldChange(field: Field, given: unknown, path: string): Steps<FieldChange> {
  if (field.type !== 'Json' || given === null) return readValueChange(field, given, path);
  return { field, operation: 'set', value: yield* writeJson(given, path), path };
}

function readValueChange(field: Field, given: unknown, path: string): FieldChange {
  if (given === null && field.nullable) return { field, operation: 'set', value: null, path };
  if (given === null) throw refuse(path, wantedFieldValue(field, given), given);
  if (typeof given !== 'object')
    return { field, operation: 'set', value: readPresent(field, given, path), path };
  const [name, operand]: readonly [string?, unknown?] = Object.entries(given)[0] ?? [];
  const operation = operations.find((each) => each === name);
  if (operation === undefined) throw refuse(path, `one of ${operations.join(', ')}`, given);
  const operationPath = `${path}.${operation}`;
  return { field, operation, value: readPresent(field, operand, operationPath), path: operationPath };
}

const operations = ['set', 'increment', 'decrement', 'multiply', 'divide'] as const;

/**
 * Reads a required value.
 * @throws BadUserInputError naming its path.
 */
export function readPresent(field: Field, given: unknown, path: string): PresentValue {
  const value = readFieldValue(field, given);
  if (value === undefined) throw refuse(path, wantedFieldValue(field, given), given);
  return value;
}
