import type { FuzzField } from '../schema/description.ts';
import { Refusal } from './refusal.ts';

/** The expression that reads a column into a text which no driver, protocol or character set can change. */
export function writeReading({ of }: FuzzField, column: string): string {
  switch (of.type) {
    case 'String':
    case 'Enum':
    case 'JSON':
      return `HEX(CONVERT(${column} USING utf8mb4))`;
    case 'Bytes':
      return `HEX(${column})`;
    case 'Boolean':
      return `${column} + 0`;
    case 'Float':
      return `${column} + 0e0`;
    case 'Int':
    case 'UnsignedInt':
    case 'BigInt':
    case 'Decimal':
    case 'DateTime':
    case 'Date':
    case 'Time':
      return `CAST(${column} AS CHAR)`;
  }
}

/** The answer for what was read so; an `Error` where the field's type cannot tell it. */
export function readStored(field: FuzzField, stored: unknown): unknown {
  const value = readType(field, String(stored));
  return field.isId && !(value instanceof Error) && field.of.type !== 'Enum' ? String(value) : value;
}

function readType(field: FuzzField, text: string): unknown {
  const { of, enumeration } = field;
  switch (of.type) {
    case 'String':
      return Buffer.from(text, 'hex').toString();
    case 'JSON':
      return JSON.parse(Buffer.from(text, 'hex').toString());
    case 'Enum': {
      const stored = Buffer.from(text, 'hex').toString();
      return enumeration?.values.find((value) => value.stored === stored)?.name ?? bad(field, stored);
    }
    case 'Bytes':
      return Buffer.from(text, 'hex').toString('base64');
    case 'Boolean':
      return Number(text) !== 0;
    case 'Int':
    case 'UnsignedInt':
    case 'Float':
      return Number(text);
    case 'BigInt':
    case 'Decimal':
      return text;
    case 'Time':
      return /^([01]\d|2[0-3]):/.test(text) ? text : bad(field, text);
    case 'DateTime':
      return isCalendarDate(text.slice(0, 10)) ? `${text.replace(' ', 'T')}Z` : bad(field, text);
    case 'Date':
      return isCalendarDate(text) ? text : bad(field, text);
  }
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

function bad({ name }: FuzzField, stored: string): Refusal {
  return new Refusal('BAD_DATA', `${name} stores ${stored}, which its type cannot tell.`);
}
