import type { StoredColumn } from '../../model/stored-table.ts';

/** The Prisma type of a column. */
export interface ColumnType {
  /** A scalar, `Unsupported("…")`, or undefined for an enum. */
  readonly scalar: string | undefined;
  /** The native type after `@db.`, unless it is Prisma's default. */
  readonly native: string | undefined;
  /** The values of an enum, else empty. */
  readonly values: readonly string[];
}

/** Integers, by their type without width: signed and unsigned. */
const integers: Readonly<Record<string, readonly [scalar: string, signed: string, unsigned: string]>> = {
  tinyint: ['Int', 'TinyInt', 'UnsignedTinyInt'],
  smallint: ['Int', 'SmallInt', 'UnsignedSmallInt'],
  mediumint: ['Int', 'MediumInt', 'UnsignedMediumInt'],
  int: ['Int', '', 'UnsignedInt'],
  bigint: ['BigInt', '', 'UnsignedBigInt'],
};

/** Types whose parameters do not matter or do not exist. An empty native type is Prisma's default. */
const plainTypes: Readonly<Record<string, readonly [scalar: string, native: string]>> = {
  year: ['Int', 'Year'],
  float: ['Float', 'Float'],
  double: ['Float', ''],
  tinytext: ['String', 'TinyText'],
  text: ['String', 'Text'],
  mediumtext: ['String', 'MediumText'],
  longtext: ['String', 'LongText'],
  tinyblob: ['Bytes', 'TinyBlob'],
  blob: ['Bytes', 'Blob'],
  mediumblob: ['Bytes', 'MediumBlob'],
  longblob: ['Bytes', ''],
  date: ['DateTime', 'Date'],
};

/** Types whose native type has their parameters, with the parameters that are Prisma's default. */
const sizedTypes: Readonly<
  Record<string, readonly [scalar: string, native: string, ifNone: string, byDefault: string]>
> = {
  char: ['String', 'Char', '1', ''],
  varchar: ['String', 'VarChar', '', '191'],
  binary: ['Bytes', 'Binary', '1', ''],
  varbinary: ['Bytes', 'VarBinary', '', ''],
  decimal: ['Decimal', 'Decimal', '10, 0', '65, 30'],
  time: ['DateTime', 'Time', '0', ''],
  datetime: ['DateTime', 'DateTime', '0', '3'],
  timestamp: ['DateTime', 'Timestamp', '0', ''],
};

/** Reads the Prisma type of a column. Types that Prisma does not know are `Unsupported`. */
export function readColumnType({ type, isJson }: StoredColumn): ColumnType {
  if (isJson) return plain('Json', '');
  const [, name = '', parameters = '', rest = ''] = /^(\w+)(?:\((.*)\))?(.*)$/s.exec(type) ?? [];
  if (name === 'enum') return { scalar: undefined, native: undefined, values: readValues(parameters) };
  const isUnsigned = /\bunsigned\b/i.test(rest);
  if (name === 'tinyint' && parameters === '1' && !isUnsigned) return plain('Boolean', '');
  const integer = integers[name];
  if (integer !== undefined) return plain(integer[0], isUnsigned ? integer[2] : integer[1]);
  if (name === 'bit') return plain(parameters === '1' ? 'Boolean' : 'Bytes', `Bit(${parameters || '1'})`);
  const known = plainTypes[name];
  if (known !== undefined) return plain(...known);
  const sized = sizedTypes[name];
  if (sized === undefined) return plain(`Unsupported(${JSON.stringify(type)})`, '');
  const [scalar, native, ifNone, byDefault] = sized;
  const size = parameters.replace(/\s*,\s*/, ', ') || ifNone;
  return plain(scalar, size === byDefault ? '' : `${native}(${size})`);
}

function plain(scalar: string, native: string): ColumnType {
  return { scalar, native: native === '' ? undefined : native, values: [] };
}

function readValues(list: string): readonly string[] {
  return Array.from(list.matchAll(/'((?:[^']|'')*)'/g), ([, value = '']) => value.replaceAll("''", "'"));
}
