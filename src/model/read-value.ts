import type { Value } from './load.ts';
import type { Field, FieldType } from './model.ts';

/** A value other than null. */
export type PresentValue = Exclude<Value, null>;

/** The values that each type of field accepts, for messages. */
export const wanted: Readonly<Record<FieldType, string>> = {
  String: 'a string',
  Int: 'a whole number of 32 bits',
  UnsignedInt: 'a whole number from 0 to 4294967295',
  BigInt: 'a whole number of 64 bits, as a string of digits',
  Float: 'a number',
  Decimal: 'a decimal number of at most 65 digits, 30 of them after the point, as a string',
  Boolean: 'true or false',
  DateTime: 'an RFC 3339 date-time such as 2026-11-22T13:45:00.000Z, with at most 6 fraction digits',
  Date: 'a date such as 2026-11-22',
  Time: 'a time such as 13:45:00, with at most 6 fraction digits',
  Json: 'any JSON',
  Bytes: 'base64',
  Enum: 'a value of the enum',
};

/**
 * Reads a value into the wire form of its type: numbers without leading zeros, times in UTC, base64 as
 * Node writes it. Returns undefined if it is not of that type.
 */
export function readValue(type: FieldType, given: unknown): PresentValue | undefined {
  switch (type) {
    case 'String':
    case 'Enum':
    case 'Json':
      return typeof given === 'string' && given.isWellFormed() ? given : undefined;
    case 'Int':
      return isInteger(given, -(2 ** 31), 2 ** 31 - 1) ? given : undefined;
    case 'UnsignedInt':
      return isInteger(given, 0, 2 ** 32 - 1) ? given : undefined;
    case 'BigInt':
      return readBigInt(given);
    case 'Float':
      return typeof given === 'number' && Number.isFinite(given) ? given : undefined;
    case 'Decimal':
      return readDecimal(given);
    case 'Boolean':
      return typeof given === 'boolean' ? given : undefined;
    case 'DateTime':
      return readDateTime(given);
    case 'Date':
      return typeof given === 'string' && isCalendarDate(given) ? given : undefined;
    case 'Time':
      return typeof given === 'string' && /^([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?$/.test(given)
        ? given
        : undefined;
    case 'Bytes':
      return readBase64(given);
  }
}

/** The minimum and maximum of each integer type of the database. */
const integerRanges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  TinyInt: [-(2n ** 7n), 2n ** 7n - 1n],
  UnsignedTinyInt: [0n, 2n ** 8n - 1n],
  SmallInt: [-(2n ** 15n), 2n ** 15n - 1n],
  UnsignedSmallInt: [0n, 2n ** 16n - 1n],
  MediumInt: [-(2n ** 23n), 2n ** 23n - 1n],
  UnsignedMediumInt: [0n, 2n ** 24n - 1n],
  Int: [-(2n ** 31n), 2n ** 31n - 1n],
  UnsignedInt: [0n, 2n ** 32n - 1n],
  BigInt: [-(2n ** 63n), 2n ** 63n - 1n],
  UnsignedBigInt: [0n, 2n ** 64n - 1n],
  Year: [0n, 2155n],
};

/** Reads an id, which the API shows as a string. Returns undefined if no id has this form. */
export function readId(field: Field, given: unknown): PresentValue | undefined {
  if (typeof given !== 'string') return undefined;
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
      return readIntegerId(field, given);
    case 'Float':
      return String(readValue('Float', Number(given))) === given ? given : undefined;
    case 'Boolean':
      return given === 'true' || given === 'false' ? given : undefined;
    case 'Enum':
      return readEnum(field, given);
    case 'String':
    case 'Decimal':
    case 'DateTime':
    case 'Date':
    case 'Time':
    case 'Json':
    case 'Bytes':
      return readValue(field.type, given);
  }
}

function readIntegerId(field: Field, given: string): string | undefined {
  const range = integerRanges[field.nativeType?.[0] ?? field.type];
  if (range === undefined || !/^(0|-?[1-9]\d{0,19})$/.test(given)) return undefined;
  const number = BigInt(given);
  return number >= range[0] && number <= range[1] ? given : undefined;
}

/** The description of a text that a database can store: it has only whole characters. */
export const wantedText = 'a string without lone surrogates';

/** Describes the values that the API accepts for a field, for a message about `given`. */
export function wantedFieldValue(field: Field, given?: unknown): string {
  if (typeof given === 'string' && !given.isWellFormed()) return wantedText;
  return field.isId ? wantedId(field) : wanted[field.type];
}

/** Describes the ids that the API accepts for a field, for messages. */
export function wantedId(field: Field): string {
  const isInteger = field.type === 'Int' || field.type === 'UnsignedInt' || field.type === 'BigInt';
  const range = isInteger ? integerRanges[field.nativeType?.[0] ?? field.type] : undefined;
  return range === undefined
    ? wanted[field.type]
    : `a whole number from ${range[0]} to ${range[1]}, without leading zeros`;
}

/** Reads a value of a field in the API's form. An id is a string. */
export function readFieldValue(field: Field, given: unknown): PresentValue | undefined {
  if (field.isId) return readId(field, given);
  return field.type === 'Enum' ? readEnum(field, given) : readValue(field.type, given);
}

function readEnum(field: Field, given: unknown): string | undefined {
  return field.enumeration?.values.find(({ name }) => name === given)?.name;
}

function isInteger(given: unknown, least: number, most: number): given is number {
  return Number.isInteger(given) && Number(given) >= least && Number(given) <= most;
}

function readBigInt(given: unknown): string | undefined {
  if (typeof given === 'number') return Number.isSafeInteger(given) ? String(given) : undefined;
  if (typeof given !== 'string' || !/^(0|-?[1-9]\d{0,19})$/.test(given)) return undefined;
  const number = BigInt(given);
  return number >= -(2n ** 63n) && number < 2n ** 64n ? given : undefined;
}

function readDecimal(given: unknown): string | undefined {
  const text = typeof given === 'number' ? readDigits(given) : given;
  if (typeof text !== 'string') return undefined;
  const [, whole = '', fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '' || whole.length + fraction.length > 65 || fraction.length > 30) return undefined;
  return text;
}

/**
 * Returns the digits of a number as written, or undefined if JSON may have rounded them. A double keeps
 * 15 digits, and every whole number up to 2^53 − 1.
 */
function readDigits(given: number): string | undefined {
  const text = String(given);
  const digits = text.replaceAll(/[-.]/g, '').replace(/^0+/, '');
  const isShort = Math.abs(given) < Number.MAX_SAFE_INTEGER && digits.length <= 15;
  return isShort || Number.isSafeInteger(given) ? text : undefined;
}

const dateTimePattern =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,6})?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d))$/i;

function readDateTime(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const [, date = '', time = '', fraction = '', offset] = dateTimePattern.exec(given) ?? [];
  if (!isCalendarDate(date)) return undefined;
  // The fraction is kept as text, since a Date would round it to milliseconds.
  const utc = new Date(`${date}T${time}${offset ?? 'Z'}`).toISOString();
  return /^(?!0000)\d{4}-/.test(utc) ? `${utc.slice(0, 19)}${fraction}Z` : undefined;
}

function isCalendarDate(text: string): boolean {
  // The servers' years begin with 1, those of the calendar with 0.
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function readBase64(given: unknown): string | undefined {
  return typeof given === 'string' && Buffer.from(given, 'base64').toString('base64') === given
    ? given
    : undefined;
}
