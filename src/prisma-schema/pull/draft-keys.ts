import type { IndexPart, StoredColumn, StoredIndex, StoredTable } from '../../model/stored-table.ts';
import { readColumnType } from './column-type.ts';
import { quote } from './write-default.ts';

/** The attributes of a table's keys: of one field, and of the block. */
export interface KeyAttributes {
  readonly field: readonly string[];
  readonly block: readonly string[];
}

/** Text and bytes without a bound: a key holds only their beginning. */
const unboundedTypes = /^(?:tiny|medium|long)?(?:text|blob)\b/;

/**
 * Finds the key that names the rows of a table: the primary key, or a unique key without NULLs. Prisma
 * needs one, of types that it knows.
 */
export function findServedKey(table: StoredTable): readonly IndexPart[] | undefined {
  const uniques = table.indexes.filter(({ kind }) => kind === 'unique').map(({ parts }) => parts);
  return [table.primaryKey, ...uniques].find(
    (parts) =>
      parts.length > 0 &&
      parts.every(({ column }) => {
        const found = findColumn(table, column);
        return found !== undefined && !found.isNullable && isKnown(found);
      }),
  );
}

/** Writes the attributes of a table's keys and indexes. Those of one whole column stand at its field. */
export function writeKeyAttributes(
  table: StoredTable,
  column: string | undefined,
  write: (parts: readonly IndexPart[]) => string = () => '',
): KeyAttributes {
  const isOf = (parts: readonly IndexPart[]): boolean => isAtField(parts) && parts[0]?.column === column;
  const { primaryKey } = table;
  const isServed = primaryKey.every((part) => isKnown(findColumn(table, part.column)));
  const hasId = primaryKey.length > 0 && isServed;
  const indexes = table.indexes.filter((index) => isWritable(table, index));
  return {
    field: [
      ...(hasId && isOf(primaryKey) ? ['@id'] : []),
      ...indexes
        .filter(({ kind, parts }) => kind === 'unique' && isOf(parts))
        .slice(0, 1)
        .map((index) => `@unique${writeName(table, index, 'key', true)}`),
    ],
    block: [
      ...(hasId && !isAtField(primaryKey) ? [`@@id(${write(withoutOrder(primaryKey))})`] : []),
      ...indexes
        .filter(({ kind, parts }) => kind !== 'unique' || !isAtField(parts))
        .map((index) => writeBlockIndex(table, index, write)),
    ],
  };
}

function writeBlockIndex(
  table: StoredTable,
  index: StoredIndex,
  write: (parts: readonly IndexPart[]) => string,
): string {
  const ending = index.kind === 'unique' ? 'key' : 'idx';
  return `@@${index.kind}(${write(index.parts)}${writeName(table, index, ending, false)})`;
}

/** Writes the name of an index, unless it is Prisma's default. A view's key has none. */
function writeName(
  table: StoredTable,
  { name, parts }: StoredIndex,
  ending: string,
  isAlone: boolean,
): string {
  const byDefault = `${table.name}_${parts.map(({ column }) => column).join('_')}_${ending}`;
  if (name === '' || name === byDefault) return '';
  return isAlone ? `(map: ${quote(name)})` : `, map: ${quote(name)}`;
}

/** Returns true if Prisma accepts an index. It accepts none of whole texts, which MariaDB hashes. */
function isWritable(table: StoredTable, { kind, parts }: StoredIndex): boolean {
  return parts.every(({ column, length }) => {
    const { type } = findColumn(table, column) ?? {};
    return type !== undefined && (kind === 'fulltext' || length !== undefined || !unboundedTypes.test(type));
  });
}

function withoutOrder(parts: readonly IndexPart[]): readonly IndexPart[] {
  return parts.map((part) => ({ ...part, isDescending: false }));
}

function findColumn({ columns }: StoredTable, name: string): StoredColumn | undefined {
  return columns.find((column) => column.name === name);
}

function isKnown(column: StoredColumn | undefined): boolean {
  return column !== undefined && !(readColumnType(column).scalar ?? '').startsWith('Unsupported');
}

function isAtField([part, ...others]: readonly IndexPart[]): boolean {
  return part !== undefined && others.length === 0 && part.length === undefined && !part.isDescending;
}
