import { fractionDigits } from '../../model/fraction-digits.ts';
import type { Field, FieldType } from '../../model/model.ts';
import type { Column } from './column.ts';

const shortIntegers = ['tinyint', 'smallint', 'mediumint', 'year'];
const integers = [...shortIntegers, 'int', 'bigint'];
const texts = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];
const instants = ['datetime', 'timestamp'];

/** The columns that each type can show, filter and page without conversion. */
const fitting: Readonly<Record<FieldType, readonly string[]>> = {
  String: [...texts, 'enum', 'set', 'uuid', 'inet4', 'inet6', ...instants, 'date', 'time'],
  Int: [...shortIntegers, 'int'],
  UnsignedInt: [...shortIntegers, 'int'],
  BigInt: integers,
  Float: [...integers, 'float', 'double', 'decimal'],
  Decimal: [...integers, 'decimal'],
  Boolean: [...integers, 'bit'],
  DateTime: [...instants, 'date'],
  Date: ['date'],
  Time: ['time'],
  Json: [...texts, 'json'],
  Bytes: ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'bit'],
  Enum: [...texts, 'enum'],
};

/** The types that `prisma db pull` declares for columns. */
const declarations: Readonly<Record<string, string>> = {
  bigint: 'BigInt',
  decimal: 'Decimal',
  float: 'Float',
  double: 'Float',
  bit: 'Bytes @db.Bit',
  datetime: 'DateTime',
  timestamp: 'DateTime @db.Timestamp',
  date: 'DateTime @db.Date',
  time: 'DateTime @db.Time',
  json: 'Json',
  enum: 'an enum',
};

/**
 * Describes why the declaration of a field would give wrong answers, and the right declaration, as the
 * second half of a sentence. Returns undefined if its column fits.
 */
export function describeMisfit(field: Field, column: Column): string | undefined {
  const type = column.unsigned ? `${column.type} unsigned` : column.type;
  if (!isFitting(field, column)) {
    return `is declared ${describeType(field)}, but its column is ${type}: declare it ${declare(column)}`;
  }
  if (field.type === 'DateTime' || field.type === 'Time') {
    const declared = fractionDigits(field);
    if (column.type !== 'date' && column.fractionDigits > declared) {
      const native =
        { datetime: 'DateTime', timestamp: 'Timestamp', time: 'Time' }[column.type] ?? 'DateTime';
      return `is declared with ${declared} fraction digits, but its column has ${column.fractionDigits}: declare it DateTime @db.${native}(${column.fractionDigits})`;
    }
  }
  const known = new Set(field.enumeration?.values.map(({ stored }) => stored));
  const unknown = known.size > 0 ? (column.enumValues ?? []).filter((value) => !known.has(value)) : [];
  return unknown.length === 0
    ? undefined
    : `may hold ${unknown.map((value) => JSON.stringify(value)).join(', ')}, which ${field.enumeration?.name} lacks: add it to the enum`;
}

function isFitting({ type }: Field, column: Column): boolean {
  if (!fitting[type].includes(column.type)) return false;
  if (type === 'Int') return column.type !== 'int' || !column.unsigned;
  return type !== 'UnsignedInt' || column.unsigned || column.type === 'year';
}

function describeType({ type, enumeration }: Field): string {
  if (type === 'Date' || type === 'Time') return `DateTime @db.${type}`;
  return type === 'UnsignedInt' ? 'Int @db.UnsignedInt' : (enumeration?.name ?? type);
}

function declare({ type, unsigned }: Column): string {
  if (type === 'int' && unsigned) return 'Int @db.UnsignedInt';
  if (integers.includes(type)) return declarations[type] ?? 'Int';
  if (texts.includes(type)) return 'String';
  return declarations[type] ?? (fitting.Bytes.includes(type) ? 'Bytes' : 'String');
}
