/** A column as the database describes it. */
export interface ColumnDescription {
  readonly name: string;
  /** The database's name of it, without its size: `varchar`, `bigint`, `datetime`. */
  readonly type: string;
  readonly unsigned: boolean;
  /** The maximum number of digits. Of a BIT column, its bits. */
  readonly precision: number;
  /** The digits after the point, or after the seconds. */
  readonly fractionDigits: number;
  /** The maximum number of characters of a text, or of bytes. */
  readonly length: number;
  /** The character set of texts and enums. Undefined for other types. */
  readonly characterSet: string | undefined;
  readonly collation: string | undefined;
  readonly isNullable: boolean;
  /** True if the database computes it from other columns, so that it cannot be written. */
  readonly isComputed: boolean;
  /** The values of an ENUM column in the order by which it sorts. */
  readonly enumValues: readonly string[] | undefined;
}

/** A column with its rules of comparison. A value that it cannot hold equals none of its values. */
export interface Column extends ColumnDescription {
  /**
   * Returns true if it can hold the value exactly, as `encodeForJson` writes it. Ignores the length of
   * texts.
   */
  readonly holds: (encoded: string | number) => boolean;
}

/** Builds a column. `holdsText` returns true for a text of its character set. */
export function buildCatalogColumn(
  description: ColumnDescription,
  holdsText: (text: string) => boolean,
): Column {
  return { ...description, holds: buildHolds(description, holdsText) };
}

/** The bits of each integer type. */
const integerBits: Readonly<Record<string, bigint>> = {
  tinyint: 8n,
  smallint: 16n,
  mediumint: 24n,
  int: 32n,
  bigint: 64n,
};

/** Computes the least and the greatest value of an integer column. Returns undefined for other columns. */
export function integerBounds(
  column: ColumnDescription | undefined,
): { readonly least: bigint; readonly most: bigint } | undefined {
  const bits = column && integerBits[column.type];
  if (bits === undefined) return undefined;
  return column?.unsigned
    ? { least: 0n, most: 2n ** bits - 1n }
    : { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n };
}

/** Returns true for a column of short texts, which may be keys. */
export function isText({ type }: ColumnDescription): boolean {
  return type === 'char' || type === 'varchar';
}

function buildHolds(column: ColumnDescription, holdsText: (text: string) => boolean): Column['holds'] {
  if (column.characterSet !== undefined) return (encoded) => holdsText(String(encoded));
  const bounds = integerBounds(column);
  if (bounds !== undefined) return isWithin(bounds.least, bounds.most);
  switch (column.type) {
    case 'bit':
      return isWithin(0n, 2n ** BigInt(column.precision) - 1n);
    case 'year':
      return (encoded) => Number(encoded) === 0 || (Number(encoded) >= 1901 && Number(encoded) <= 2155);
    case 'decimal':
      return (encoded) => isDecimalOf(column, String(encoded));
    case 'date':
      return (encoded) => /^[\d-]+(?: 00:00:00(?:\.0*)?)?$/.test(String(encoded));
    case 'datetime':
    case 'timestamp':
    case 'time':
      return (encoded) => significantDigits(String(encoded)) <= column.fractionDigits;
    case 'binary':
    case 'varbinary':
      return (encoded) => Buffer.byteLength(String(encoded), 'base64') <= column.length;
    default:
      return () => true;
  }
}

function isWithin(least: bigint, most: bigint): Column['holds'] {
  const [leastNumber, mostNumber] = [Number(least), Number(most)];
  return (encoded) => {
    if (typeof encoded === 'number') return encoded >= leastNumber && encoded <= mostNumber;
    const number = BigInt(encoded);
    return number >= least && number <= most;
  };
}

function isDecimalOf({ precision, fractionDigits, unsigned }: ColumnDescription, text: string): boolean {
  const [, sign, whole = '', fraction = ''] = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (unsigned && sign === '-' && whole + fraction !== '') return false;
  return whole.length <= precision - fractionDigits && fraction.length <= fractionDigits;
}

/** Counts the fraction digits of a time, without trailing zeros. */
function significantDigits(time: string): number {
  return /\.(\d*[1-9])/.exec(time)?.[1]?.length ?? 0;
}
