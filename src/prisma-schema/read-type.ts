import type { Field, FieldType } from '../model/model.ts';

/** The types of scalars whose native type changes them. */
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

/** Reads the type of a Prisma scalar with a native type. Returns undefined if it cannot be served. */
export function readType(type: string, native: string | undefined): FieldType | undefined {
  return nativeTypes[`${type} ${native ?? ''}`] ?? plainTypes.find((name) => name === type);
}

/** Text and bytes beyond this length are long. */
const shortMost = 1_000;

/** Native types with a length. Without one it is 1. */
const boundedTypes = ['Char', 'VarChar', 'Binary', 'VarBinary', 'Bit'];

/**
 * Checks if values have no small bound. Prisma's default for text has one, its default for bytes has
 * none.
 */
export function isLong(type: FieldType, nativeType: Field['nativeType']): boolean {
  if (type === 'Json') return true;
  if (type !== 'String' && type !== 'Bytes') return false;
  if (nativeType === undefined) return type === 'Bytes';
  const [name, [length = 1]] = nativeType;
  return boundedTypes.includes(name) ? Number(length) > shortMost : !['TinyText', 'TinyBlob'].includes(name);
}
