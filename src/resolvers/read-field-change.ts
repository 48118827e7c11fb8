import type { FieldChange } from '../model/change.ts';
import type { Field } from '../model/model.ts';
import { readFieldValue, wantedFieldValue, type PresentValue } from '../model/read-value.ts';
import { refuse } from './read-object.ts';
import { writeJson } from './write-json.ts';

/**
 * Reads what a field becomes: a value, or for a number what is done to it. Null is the database's NULL, of JSON too.
 * @throws BadUserInputError naming the place of what is no value of the field.
 */
export function readFieldChange(field: Field, given: unknown, place: string): FieldChange {
  if (given === null && field.nullable) return { field, operation: 'set', value: null, place };
  if (given === null) throw refuse(place, wantedFieldValue(field, given), given);
  if (field.type === 'Json') return { field, operation: 'set', value: writeJson(given, place), place };
  if (typeof given !== 'object')
    return { field, operation: 'set', value: readPresent(field, given, place), place };
  const [name, operand]: readonly [string?, unknown?] = Object.entries(given)[0] ?? [];
  const operation = operations.find((each) => each === name);
  if (operation === undefined) throw refuse(place, `one of ${operations.join(', ')}`, given);
  const placed = `${place}.${operation}`;
  return { field, operation, value: readPresent(field, operand, placed), place: placed };
}

const operations = ['set', 'increment', 'decrement', 'multiply', 'divide'] as const;

/** Reads a value that must be there. @throws BadUserInputError naming its place. */
export function readPresent(field: Field, given: unknown, place: string): PresentValue {
  const value = readFieldValue(field, given);
  if (value === undefined) throw refuse(place, wantedFieldValue(field, given), given);
  return value;
}
