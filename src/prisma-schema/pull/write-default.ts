import type { StoredColumn } from '../../model/stored-table.ts';
import type { ColumnType } from './column-type.ts';

/**
 * Writes the `@default` of a column. Values that Prisma has no words for are SQL in `dbgenerated`.
 * @param nameValue Gives the name of an enum's value in the schema.
 */
export function writeDefault(
  column: StoredColumn,
  { scalar, values }: ColumnType,
  nameValue: (value: string) => string | undefined,
): string | undefined {
  if (column.isAutoIncrement) return '@default(autoincrement())';
  // An empty call says that the database sets the value.
  if (column.isGenerated) return column.isNullable ? undefined : '@default(dbgenerated())';
  const given = column.default;
  if (given === undefined) return undefined;
  if (given.kind === 'now') {
    return scalar === 'DateTime' ? '@default(now())' : writeGenerated('CURRENT_TIMESTAMP');
  }
  if (given.kind === 'expression') return writeGenerated(`(${given.sql})`);
  const { text } = given;
  const value = values.length > 0 ? nameValue(text) : scalar && writeValue(scalar, text);
  return value === undefined ? writeGenerated(quoteSql(text)) : `@default(${value})`;
}

function writeValue(scalar: string, text: string): string | undefined {
  switch (scalar) {
    case 'Int':
    case 'BigInt':
      return /^-?\d{1,18}$/.test(text) ? String(BigInt(text)) : undefined;
    case 'Float':
    case 'Decimal':
      return /^-?\d{1,30}(?:\.\d{1,30})?$/.test(text) ? text : undefined;
    case 'Boolean':
      return text === '1' ? 'true' : text === '0' ? 'false' : undefined;
    case 'String':
      return quote(text);
    default:
      return undefined;
  }
}

function writeGenerated(sql: string): string {
  return `@default(dbgenerated(${quote(sql)}))`;
}

function quoteSql(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Quotes a text as Prisma's schema language does. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
