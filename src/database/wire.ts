import { InternalError } from '../errors.ts';
import type { Value } from '../model/load.ts';
import type { Field } from '../model/model.ts';

/** Turns what the driver answers for a column into the wire form; an `Error` stands for a value that has none. */
export type Decoder = (stored: unknown) => unknown;

/**
 * Builds the decoder of a field. The driver is asked for dates and decimals as text and for BIGINT as `bigint`, so
 * nothing is rounded on the way.
 */
export function buildDecoder(field: Field): Decoder {
  const decode = buildPresentDecoder(field);
  return (stored) => (stored === null ? null : decode(stored));
}

function buildPresentDecoder(field: Field): Decoder {
  switch (field.type) {
    case 'String':
      return field.isId ? String : (stored) => stored;
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return field.isId ? String : Number;
    case 'BigInt':
    case 'Decimal':
      return String;
    case 'Boolean':
      return (stored) => (Buffer.isBuffer(stored) ? stored.some((byte) => byte !== 0) : Boolean(stored));
    case 'DateTime':
      return buildDateTimeDecoder(field);
    case 'Date':
      return (stored) => (isZeroDate(String(stored)) ? unreadable(field) : stored);
    case 'Time':
      return (stored) => withFraction(String(stored), fractionDigits(field, 0));
    case 'Json':
      return (stored) => decodeJson(field, stored);
    case 'Bytes':
      return (stored) => (Buffer.isBuffer(stored) ? stored.toString('base64') : unreadable(field));
    case 'Enum': {
      const names = new Map(field.enumeration?.values.map(({ name, stored }) => [stored, name]));
      return (stored) => names.get(String(stored)) ?? unreadable(field);
    }
  }
}

/** `2026-11-22 13:45:00.123` becomes `2026-11-22T13:45:00.123Z`: every session speaks UTC. */
function buildDateTimeDecoder(field: Field): Decoder {
  const digits = fractionDigits(field, 3);
  const characters = '2026-11-22 13:45:00'.length + (digits === 0 ? 0 : 1 + digits);
  return (stored) => {
    const text = String(stored);
    if (isZeroDate(text)) return unreadable(field);
    const time = text.slice(11);
    // Nearly every row has dates, and nearly every date its column's digits already.
    return `${text.slice(0, 10)}T${text.length === characters ? time : withFraction(time, digits)}Z`;
  };
}

/** Whether year, month or day is zero, which MySQL stores and no calendar knows. */
function isZeroDate(stored: string): boolean {
  return stored.startsWith('0000') || stored.startsWith('00', 5) || stored.startsWith('00', 8);
}

/** Digits behind the seconds of a DATETIME, TIMESTAMP or TIME column; Prisma's own default is 3 for DateTime. */
function fractionDigits(field: Field, otherwise: number): number {
  return field.nativeType === undefined ? otherwise : Number(field.nativeType[1][0] ?? 0);
}

/** The driver leaves out, or fills up, fractions by protocol; the column's own digits are what counts. */
function withFraction(time: string, digits: number): string {
  const [seconds = '', fraction = ''] = time.split('.');
  return digits === 0 ? seconds : `${seconds}.${fraction.slice(0, digits).padEnd(digits, '0')}`;
}

function decodeJson(field: Field, stored: unknown): unknown {
  try {
    return typeof stored === 'string' ? JSON.parse(stored) : stored;
  } catch {
    return unreadable(field);
  }
}

function unreadable(field: Field): Error {
  return new InternalError(
    `The stored value of ${field.name} cannot be told as ${field.enumeration?.name ?? field.type}.`,
  );
}

/** Turns a wire value into what the driver binds for a comparison with the field's column. */
export function encode(field: Field, value: Exclude<Value, null>): unknown {
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return Number(value);
    case 'BigInt':
      return BigInt(value);
    case 'Boolean':
      return value === true ? 1 : 0;
    case 'DateTime':
      return encodeDateTime(String(value));
    case 'Bytes':
      return Buffer.from(String(value), 'base64');
    case 'Enum':
      return encodeEnum(field, value);
    case 'String':
    case 'Decimal':
    case 'Date':
    case 'Time':
    case 'Json':
      return String(value);
  }
}

/** The same for a value within the JSON text that carries the keys of a statement; bytes stay base64. */
export function encodeForJson(field: Field, value: Exclude<Value, null>): string | number {
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return Number(value);
    case 'Boolean':
      return value === true ? 1 : 0;
    case 'DateTime':
      return encodeDateTime(String(value));
    case 'Enum':
      return encodeEnum(field, value);
    case 'String':
    case 'BigInt':
    case 'Decimal':
    case 'Date':
    case 'Time':
    case 'Json':
    case 'Bytes':
      return String(value);
  }
}

function encodeDateTime(value: string): string {
  return value.replace('T', ' ').replace('Z', '');
}

function encodeEnum(field: Field, value: Exclude<Value, null>): string {
  return field.enumeration?.values.find(({ name }) => name === value)?.stored ?? String(value);
}
