import type { Field, FieldType } from '../model/model.ts';

/** What Prisma's native types make of a scalar, where that is not its own type. */
const nativeTypes: Readonly<Record<string, FieldType>> = {
  'Int UnsignedInt': 'UnsignedInt',
  'DateTime Date': 'Date',
  'DateTime Time': 'Time',
};

const plainTypes = [
  'String',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'Boolean',
  'DateTime',
  'Json',
  'Bytes',
] as const satisfies readonly FieldType[];

/** Reads what a Prisma scalar with a native type is to the API; undefined for one that cannot be served. */
export function readType(type: string, native: string | undefined): FieldType | undefined {
  return nativeTypes[`${type} ${native ?? ''}`] ?? plainTypes.find((name) => name === type);
}

/** Text beyond this many characters is long, and so are bytes beyond as many. */
const shortMost = 1_000;

/** Native types that have a length, which is 1 where they name none. */
const boundedTypes = ['Char', 'VarChar', 'Binary', 'VarBinary', 'Bit'];

/** Whether values have no small bound. Prisma's own text has one, and its own bytes have none. */
export function isLong(type: FieldType, nativeType: Field['nativeType']): boolean {
  if (type === 'Json') return true;
  if (type !== 'String' && type !== 'Bytes') return false;
  if (nativeType === undefined) return type === 'Bytes';
  const [name, [length = 1]] = nativeType;
  return boundedTypes.includes(name) ? Number(length) > shortMost : !['TinyText', 'TinyBlob'].includes(name);
}
