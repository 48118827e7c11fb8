import { buildKey, type Key } from '../../../model/load.ts';
import type { Field, Model } from '../../../model/model.ts';
import type { PresentValue } from '../../../model/read-value.ts';
import { buildDecoder } from '../../expression/wire.ts';

/** The key of a row as Prisma answers it, in wire form. */
export function readPrismaKey(model: Model, row: unknown): Key {
  const found = row as Readonly<Record<string, unknown>>; // as it was selected
  return buildKey(model.key.map((field) => readKeyValue(model, fromPrisma(field, found[field.property]))));
}

/** A value of a key, which is never absent and can always be told. */
export function readKeyValue({ name }: Model, value: unknown): PresentValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error(`Expected a key of ${name}, but got ${String(value)}.`);
}

/** A value of Prisma's in wire form, by what the driver would have answered for it. */
function fromPrisma(field: Field, value: unknown): unknown {
  const stored =
    value instanceof Date ? fromDate(field, value) : value instanceof Uint8Array ? Buffer.from(value) : value;
  if (field.type === 'Enum')
    return field.enumeration?.values.find(({ property }) => property === value)?.name;
  return buildDecoder(field)(stored);
}

function fromDate({ type }: Field, date: Date): string {
  const text = date.toISOString();
  if (type === 'Date') return text.slice(0, 10);
  return type === 'Time' ? text.slice(11, -1) : text.slice(0, -1).replace('T', ' ');
}
