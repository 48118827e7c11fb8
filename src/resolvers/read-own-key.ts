import { InternalError } from '../errors.ts';
import { buildKey, type Key } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { type PresentValue, readFieldValue } from '../model/read-value.ts';

/**
 * Reads the key of a row that own code answers: a value, or an object with a value for each field of the
 * key. Returns an error for anything else.
 */
export function readOwnKey({ key, names }: Model, given: unknown, label: string): Key | InternalError {
  const isObject = typeof given === 'object' && given !== null;
  const [only] = key;
  const parts = key.map((field) => {
    if (isObject) return (given as Readonly<Record<string, unknown>>)[field.name];
    return key.length === 1 && field === only ? given : undefined;
  });
  const values = key.map((field, index) => readPart(field, parts[index]));
  if (values.every((value) => value !== undefined)) return buildKey(values);
  const wanted = key.map(({ name }) => name).join(', ');
  return new InternalError(`${label}: expected a key of ${names.type} (${wanted}), got ${describe(given)}.`);
}

function readPart(field: Field, given: unknown): PresentValue | undefined {
  const isNumber = typeof given === 'bigint' || (field.isId && Number.isSafeInteger(given));
  return readFieldValue(field, isNumber ? String(given) : given);
}

/** Describes a value without showing it, since it may be a row. */
function describe(given: unknown): string {
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object' && given !== null)
    return `an object with ${Object.keys(given).slice(0, 10).join(', ') || 'no properties'}`;
  return `a ${typeof given}`;
}
