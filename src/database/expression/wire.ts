import { BadDataError } from '../../errors.ts';
import type { Value } from '../../model/load.ts';
import { fractionDigits } from '../../model/fraction-digits.ts';
import type { Field } from '../../model/model.ts';
import type { OwnSqlType } from '../../model/own-sql.ts';

/** Decodes the driver's value of a column to the wire form. Returns an `Error` for a value that has none. */
export type Decoder = (stored: unknown) => unknown;

/**
 * Builds the decoder of a field. The driver returns dates and decimals as texts and BIGINT as `bigint`, so
 * nothing is rounded.
 */
export function buildDecoder(field: OwnSqlType): Decoder {
  const decode = buildPresentDecoder(field);
  return (stored) => (stored === null ? null : decode(stored));
}

function buildPresentDecoder(field: OwnSqlType): Decoder {
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
      return (stored) => decodeBoolean(field, stored);
    case 'DateTime':
      return buildDateTimeDecoder(field);
    case 'Date':
      return (stored) => (isCalendarDate(String(stored)) ? stored : unreadable(field, stored));
    case 'Time': {
      const digits = fractionDigits(field);
      return (stored) =>
        isTimeOfDay(String(stored)) ? withFraction(String(stored), digits) : unreadable(field, stored);
    }
    case 'Json':
      return (stored) => decodeJson(field, stored);
    case 'Bytes':
      return (stored) => (Buffer.isBuffer(stored) ? stored.toString('base64') : unreadable(field, stored));
    case 'Enum': {
      const names = new Map(field.enumeration?.values.map(({ name, stored }) => [stored, name]));
      return (stored) => names.get(String(stored)) ?? unreadable(field, stored);
    }
  }
}

const midnight = '00:00:00';

/**
 * Builds the decoder of instants: `2026-11-22 13:45:00.123` becomes `2026-11-22T13:45:00.123Z`. Every
 * session uses UTC.
 */
function buildDateTimeDecoder(field: OwnSqlType): Decoder {
  const digits = fractionDigits(field);
  const characters = '2026-11-22 13:45:00'.length + (digits === 0 ? 0 : 1 + digits);
  return (stored) => {
    const text = String(stored);
    if (!isCalendarDate(text)) return unreadable(field, stored);
    // A DATE that is declared as an instant means its midnight.
    const time = text.slice(11) || midnight;
    // Dates are in nearly every row, and nearly every one has the digits of its column already.
    return `${text.slice(0, 10)}T${text.length === characters ? time : withFraction(time, digits)}Z`;
  };
}

/**
 * Returns true for a date of the calendar. The servers also store dates with a year, month or day of zero
 * and, by a setting, the 31st of any month.
 */
function isCalendarDate(stored: string): boolean {
  if (stored.startsWith('0000') || stored.startsWith('00', 5) || stored.startsWith('00', 8)) return false;
  const day = stored.slice(8, 10);
  if (day <= '28') return true; // nearly every date
  return Number(day) <= daysOfMonth(Number(stored.slice(0, 4)), Number(stored.slice(5, 7)));
}

/** Returns the number of days of a month, which is 0 if there is no such month. */
export function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return days[month] ?? 0;
}

const days = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Returns true for a time of the day. The servers' TIME is a span, from -838 to 838 hours. */
function isTimeOfDay(stored: string): boolean {
  return stored.charAt(2) === ':' && stored < '24';
}

/**
 * Gives a time the fraction digits of its column. The driver omits or pads them, depending on the protocol.
 */
function withFraction(time: string, digits: number): string {
  const [seconds = '', fraction = ''] = time.split('.');
  return digits === 0 ? seconds : `${seconds}.${fraction.slice(0, digits).padEnd(digits, '0')}`;
}

/**
 * Decodes a Boolean. One bit arrives as a byte, which may hold more than true and false. Such a value could
 * be neither shown nor found.
 */
function decodeBoolean(field: OwnSqlType, stored: unknown): unknown {
  const number = Buffer.isBuffer(stored) ? stored[0] : Number(stored);
  if (number !== 0 && number !== 1) return unreadable(field, number);
  return field.isId ? String(number === 1) : number === 1;
}

function decodeJson(field: OwnSqlType, stored: unknown): unknown {
  try {
    return typeof stored === 'string' ? JSON.parse(stored) : stored;
  } catch {
    return unreadable(field, stored);
  }
}

function unreadable(field: OwnSqlType, stored: unknown): Error {
  return new BadDataError(
    `The stored value of ${field.name} cannot be shown as ${field.enumeration?.name ?? field.type}.`,
    { stored: typeof stored === 'number' ? stored : String(stored) },
  );
}

/** Encodes a wire value as the parameter that is compared with the field's column. */
export function encode(field: OwnSqlType, value: Exclude<Value, null>): unknown {
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return Number(value);
    case 'BigInt':
      return BigInt(value);
    case 'Boolean':
      return encodeBoolean(value);
    case 'DateTime':
      return encodeDateTime(String(value));
    case 'Bytes':
      return isBits(field) ? readBits(value) : Buffer.from(String(value), 'base64');
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

/** Encodes a value for the JSON text of a statement's keys. Bytes stay base64, and bits become a number. */
export function encodeForJson(field: Field, value: Exclude<Value, null>): string | number {
  switch (field.type) {
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return Number(value);
    case 'Boolean':
      return encodeBoolean(value);
    case 'DateTime':
      return encodeDateTime(String(value));
    case 'Bytes':
      return String(isBits(field) ? readBits(value) : value);
    case 'Enum':
      return encodeEnum(field, value);
    case 'String':
    case 'BigInt':
    case 'Decimal':
    case 'Date':
    case 'Time':
    case 'Json':
      return String(value);
  }
}

/** Returns true if the field is a BIT column, which the database compares as a number. */
export function isBits(field: Pick<Field, 'nativeType'>): boolean {
  return field.nativeType?.[0] === 'Bit';
}

function readBits(value: Exclude<Value, null>): bigint {
  return BigInt(`0x0${Buffer.from(String(value), 'base64').toString('hex')}`);
}

function encodeBoolean(value: Exclude<Value, null>): number {
  return value === true || value === 'true' ? 1 : 0;
}

function encodeDateTime(value: string): string {
  return value.replace('T', ' ').replace('Z', '');
}

function encodeEnum(field: OwnSqlType, value: Exclude<Value, null>): string {
  return field.enumeration?.values.find(({ name }) => name === value)?.stored ?? String(value);
}
