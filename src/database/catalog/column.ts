/** What the database says of a column. */
export interface ColumnDescription {
  readonly name: string;
  /** As the database calls it, without its size: `varchar`, `bigint`, `datetime`. */
  readonly type: string;
  readonly unsigned: boolean;
  /** Digits of a number at most; of a BIT column, its bits. */
  readonly precision: number;
  /** Digits behind the point, or behind the seconds. */
  readonly fractionDigits: number;
  /** Characters of a text, or bytes, at most. */
  readonly length: number;
  /** Of texts and enums; undefined for anything else. */
  readonly characterSet: string | undefined;
  readonly collation: string | undefined;
  readonly isNullable: boolean;
  /** Whether the database computes it from other columns, so that nobody can write it. */
  readonly isComputed: boolean;
  /** Of an ENUM column, its values in the order by which it sorts. */
  readonly enumValues: readonly string[] | undefined;
}

/** A column as its values are compared: a value that it cannot hold equals nothing there. */
export interface Column extends ColumnDescription {
  /** Whether it can hold the value, as `encodeForJson` writes it, exactly. A text's length is left aside. */
  readonly holds: (encoded: string | number) => boolean;
}

/** Builds a column; `holdsText` tells which texts its character set has. */
export function buildCatalogColumn(
  description: ColumnDescription,
  holdsText: (text: string) => boolean,
): Column {
  return { ...description, holds: buildHolds(description, holdsText) };
}

/** Bits of the integer types. */
const integerBits: Readonly<Record<string, bigint>> = {
  tinyint: 8n,
  smallint: 16n,
  mediumint: 24n,
  int: 32n,
  bigint: 64n,
};

/** The least and the most that an integer column holds; undefined for any other column. */
export function integerBounds(
  column: ColumnDescription | undefined,
): { readonly least: bigint; readonly most: bigint } | undefined {
  const bits = column && integerBits[column.type];
  if (bits === undefined) return undefined;
  return column?.unsigned
    ? { least: 0n, most: 2n ** bits - 1n }
    : { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n };
}

/** Whether it holds short texts, by which rows may be keyed. */
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

/** Digits behind the seconds, but for zeros at their end. */
function significantDigits(time: string): number {
  return /\.(\d*[1-9])/.exec(time)?.[1]?.length ?? 0;
}
