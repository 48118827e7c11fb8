import { InternalError } from '../errors.ts';
import { buildKey, type Key, type Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';

/** The key that a row's fields make; nothing where one of them is null, since NULL refers to nothing. */
export function readKey(row: Row, fields: readonly Field[]): Key | undefined {
  const values = fields.map(({ name }) => row[name]);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null) return undefined;
    if (value instanceof Error) throw value;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new InternalError(`Expected a key in ${fields[index]?.name}, but got ${typeof value}.`);
    }
  }
  return buildKey(values as PresentValue[]);
}

/** What is in the place of a row's number where its parent leads to none. */
export const noRow = -1;
/** The same where that cannot be told. */
export const failed = -2;

/** The different keys of rows, and for each row the number of its key, or `noRow` or `failed`. */
export interface Keys {
  readonly keys: readonly Key[];
  readonly at: readonly number[];
}

/** Reads the keys of rows; one that cannot be told is left to who shows its row. */
export function readKeys(rows: readonly Row[], from: readonly Field[]): Keys {
  const keys: Key[] = [];
  const numbers = new Map<unknown, number>();
  const [first, second] = from;
  const single = second === undefined ? first?.name : undefined;
  const at = rows.map((row) => {
    // Of a single field the value tells keys apart; a key is made for the first row that has it.
    const value = single === undefined ? undefined : row[single];
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const key = tryReadKey(row, from);
    if (key === undefined || key instanceof Error) return key === undefined ? noRow : failed;
    const id = single === undefined ? key.id : value;
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = keys.push(key) - 1));
    return number;
  });
  return { keys, at };
}

function tryReadKey(row: Row, from: readonly Field[]): Key | Error | undefined {
  try {
    return readKey(row, from);
  } catch (error) {
    return error as Error; // readKey throws nothing else
  }
}
