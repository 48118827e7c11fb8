import type { Field, FieldType } from './model.ts';

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

/** Text beyond this many characters is read only where it is asked for. */
const wideCharacters = 1_000;

/** Whether values are dear to read: times, which the driver writes out digit by digit, and what may be long. */
export function isWide(type: FieldType, nativeType: Field['nativeType']): boolean {
  return isTime(type) || isLong(type, nativeType);
}

function isTime(type: FieldType): boolean {
  return type === 'DateTime' || type === 'Date' || type === 'Time';
}

/** Whether a field is wide for the length of its values, and not because it is a time. */
export function isLongField({ wide, type }: Field): boolean {
  return wide && !isTime(type);
}

function isLong(type: FieldType, nativeType: Field['nativeType']): boolean {
  if (type === 'Json' || type === 'Bytes') return true;
  if (type !== 'String' || nativeType === undefined) return false;
  const [name, [length]] = nativeType;
  return ['Text', 'MediumText', 'LongText'].includes(name) || Number(length ?? 0) > wideCharacters;
}
