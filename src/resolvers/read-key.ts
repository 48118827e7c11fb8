import { InternalError } from '../errors.ts';
import { buildKey, type Key, type Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import type { PresentValue } from '../model/read-value.ts';

/**
 * Reads the key in a row's fields. Returns undefined if one of them is null, since NULL refers to no row.
 */
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

/** The number of a row that does not exist. */
export const noRow = -1;

/** A collection of the errors of rows. Each has a number below `noRow`. */
export class Failures {
  readonly #errors: Error[] = [];

  /** Adds an error and returns its number. */
  add(error: Error): number {
    const known = this.#errors.length - 1;
    if (known >= 0 && this.#errors[known] === error) return noRow - 1 - known; // whole loads fail with one error
    return noRow - this.#errors.push(error);
  }

  /** Returns the error with a number. */
  get(number: number): Error {
    return this.#errors[noRow - 1 - number] ?? new InternalError('Expected an error for a row.');
  }
}

/** The distinct keys of rows. Each row has the number of its key, `noRow`, or the number of an error. */
export interface Keys {
  readonly keys: readonly Key[];
  readonly at: readonly number[];
  readonly failures: Failures;
}

/** Reads the keys of rows. An unreadable key is an error of its row only. */
export function readKeys(rows: readonly Row[], from: readonly Field[]): Keys {
  const keys: Key[] = [];
  const failures = new Failures();
  const numbers = new Map<unknown, number>();
  const [first, second] = from;
  const single = second === undefined ? first?.name : undefined;
  const at = rows.map((row) => {
    // With a single field, the value identifies the key. Only the first row with it creates a key object.
    const value = single === undefined ? undefined : row[single];
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const key = tryReadKey(row, from);
    if (key === undefined) return noRow;
    if (key instanceof Error) return failures.add(key);
    const id = single === undefined ? key.id : value;
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = keys.push(key) - 1));
    return number;
  });
  return { keys, at, failures };
}

/** Numbers several keys. Equal keys get the same number. */
export function numberKeys(asked: readonly Key[]): Keys {
  const numbers = new Map<string, number>();
  const keys: Key[] = [];
  const at = asked.map((key) => {
    let number = numbers.get(key.id);
    if (number === undefined) numbers.set(key.id, (number = keys.push(key) - 1));
    return number;
  });
  return { keys, at, failures: new Failures() };
}

function tryReadKey(row: Row, from: readonly Field[]): Key | Error | undefined {
  try {
    return readKey(row, from);
  } catch (error) {
    return error as Error; // readKey throws nothing else
  }
}
