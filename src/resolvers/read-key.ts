import { InternalError } from '../errors.ts';
import { buildKey, type Key, type Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';

/** The key that a row's fields make; nothing where one of them is null, since NULL refers to nothing. */
export function readKey(row: Row, fields: readonly Field[]): Key | undefined {
  const values: PresentValue[] = [];
  for (const { name } of fields) {
    const value = row[name];
    if (value === null) return undefined;
    if (value instanceof Error) throw value;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new InternalError(`Expected a key in ${name}, but got ${typeof value}.`);
    }
    values.push(value);
  }
  return buildKey(values);
}
