import type { Row, Value } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';

/** The known values of a row, in wire form. */
export type KnownRow = ReadonlyMap<Field, Value>;

/**
 * Picks fields of a row that was read.
 * @throws BadDataError if the value of one cannot be represented.
 */
export function toKnownRow(row: Row, fields: readonly Field[]): KnownRow {
  return new Map(fields.map((field) => [field, readKnown(row, field)]));
}

function readKnown(row: Row, field: Field): Value {
  const stored = row[field.name];
  if (stored instanceof Error) throw stored;
  if (stored === null || typeof stored === 'string' || typeof stored === 'number') return stored;
  if (typeof stored === 'boolean') return stored;
  throw new Error(`Expected a value of ${field.name}, but got ${typeof stored}.`);
}

/** Reads the values of fields that refer to each other: those of `from` in a row, as values of `to`. */
export function copyReference(row: KnownRow, from: readonly Field[], to: readonly Field[]): KnownRow {
  return new Map(
    to.map((field, index) => {
      const referred = from[index];
      return [field, (referred && row.get(referred)) ?? null];
    }),
  );
}

/** Lists the known values of a row's key. */
export function keyValues({ key }: Model, row: KnownRow): readonly PresentValue[] {
  return key.map((field) => row.get(field)).filter(isPresent);
}

/** Checks that two rows of a model have equal keys. */
export function isSameRow({ key }: Model, one: KnownRow, other: KnownRow): boolean {
  return key.every((field) => one.get(field) === other.get(field));
}

/** Builds a text that identifies a row among all rows of all models. */
export function buildRowId({ name, key }: Model, row: KnownRow): string {
  return JSON.stringify([name, ...key.map((field) => row.get(field))]);
}

/** Checks that a value is given and not null. */
export function isPresent(given: Value | undefined): given is PresentValue {
  return given !== null && given !== undefined;
}
