import { fractionDigits } from '../../model/fraction-digits.ts';
import type { Field } from '../../model/model.ts';
import type { JsonWriter } from '../../std/json-writer.ts';
import { PacketRow, readLength, readStored, skipLength, type StoredRow } from '../connection/packet-row.ts';
import { daysOfMonth } from '../expression/wire.ts';

/**
 * Writes a stored value as the JSON of its wire form, without decoding it. Returns false, having written
 * nothing, if the value is NULL or must be decoded: it may have no wire form.
 */
export type StoredWriter = (row: StoredRow, out: JsonWriter) => boolean;

/**
 * Builds the writer of a field that is stored at this position. Returns undefined if all of its values must
 * be decoded.
 */
export function buildStoredWriter(field: Field, position: number): StoredWriter | undefined {
  switch (field.type) {
    case 'String':
    case 'Decimal':
      return (row, out) => {
        const start = findStart(row, position, 'text');
        if (start < 0) return false;
        const { bytes } = row as PacketRow; // it has a start
        const begin = skipLength(bytes, start);
        out.utf8(bytes, begin, begin + readLength(bytes, start));
        return true;
      };
    case 'Int':
    case 'UnsignedInt':
      return buildIntegerWriter(field, position);
    case 'BigInt':
      return (row, out) => {
        const value = readStored(row, position);
        if (typeof value !== 'bigint') return false;
        out.raw(`"${value}"`);
        return true;
      };
    case 'DateTime':
      return buildInstantWriter(field, position);
    case 'Enum':
      return buildEnumWriter(field, position);
    case 'Boolean':
    case 'Float':
    case 'Date':
    case 'Time':
    case 'Json':
    case 'Bytes':
      return undefined;
  }
}

function buildIntegerWriter({ isId }: Field, position: number): StoredWriter {
  return (row, out) => {
    const value = readStored(row, position);
    if (typeof value !== 'number' || (value | 0) !== value) return false;
    if (isId) out.raw('"');
    out.integer(value);
    if (isId) out.raw('"');
    return true;
  };
}

/**
 * Builds the writer of an instant. After its length, it has a year of two bytes. Month, day, hour, minute
 * and second follow with one byte each, and microseconds with four.
 */
function buildInstantWriter(field: Field, position: number): StoredWriter {
  const digits = fractionDigits(field);
  const divisor = 10 ** (6 - digits);
  return (row, out) => {
    const start = findStart(row, position, 'instant');
    if (start < 0) return false;
    const { bytes } = row as PacketRow; // it has a start
    const length = bytes[start] ?? 0; // fewer if the rest is zero
    const byte = (index: number): number => (index > length ? 0 : (bytes[start + index] ?? 0));
    const year = byte(1) + byte(2) * 256;
    const month = byte(3);
    const day = byte(4);
    if (year === 0 || day === 0 || day > daysOfMonth(year, month)) return false;
    out.raw('"');
    out.digits(year, 4);
    out.raw('-');
    out.digits(month, 2);
    out.raw('-');
    out.digits(day, 2);
    out.raw('T');
    out.digits(byte(5), 2);
    out.raw(':');
    out.digits(byte(6), 2);
    out.raw(':');
    out.digits(byte(7), 2);
    if (digits > 0) {
      out.raw('.');
      out.digits(length < 11 ? 0 : Math.floor(bytes.readUInt32LE(start + 8) / divisor), digits);
    }
    out.raw('Z"');
    return true;
  };
}

function buildEnumWriter(field: Field, position: number): StoredWriter | undefined {
  const values = field.enumeration?.values ?? [];
  const written = new Map(
    values.map(({ name, stored }) => [Buffer.from(stored).toString('latin1'), JSON.stringify(name)]),
  );
  return (row, out) => {
    const start = findStart(row, position, 'text');
    if (start < 0) return false;
    const { bytes } = row as PacketRow; // it has a start
    const begin = skipLength(bytes, start);
    const json = written.get(bytes.toString('latin1', begin, begin + readLength(bytes, start)));
    if (json === undefined) return false;
    out.raw(json);
    return true;
  };
}

/**
 * Finds where a value of this form begins. Returns -1 if it is NULL, of another form, or decoded already.
 */
function findStart(row: StoredRow, position: number, form: 'text' | 'instant'): number {
  if (!(row instanceof PacketRow) || row.format.forms[position] !== form) return -1;
  return row.format.locate(row, position);
}
