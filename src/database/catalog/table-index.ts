/** An index whose order can be read: what a page needs to stop early. */
export interface TableIndex {
  readonly name: string;
  readonly isUnique: boolean;
  /** Whether `columns` are all of it: behind an expression or the beginning of a text nothing is in order. */
  readonly isWhole: boolean;
  /** Whether statements may read it; one that is invisible, or ignored, only holds its columns unique. */
  readonly isReadable: boolean;
  readonly columns: readonly IndexedColumn[];
}

/** A column within an index, or within an ordering. */
export interface IndexedColumn {
  readonly column: string;
  readonly descending: boolean;
}

/** What a statement asks of an index: rows of equal `equal` columns in the order of `order`. */
export interface IndexNeed {
  readonly equal: readonly string[];
  readonly order: readonly IndexedColumn[];
}

/** An index that serves, and which way it is read. */
export interface ServingIndex {
  readonly name: string;
  /** Whether its first columns, which are equal, are read in descending order: ORDER BY must say so of them too. */
  readonly equalDescending: boolean;
}

/**
 * The index that gives the rows as they are needed, forward or backward, without sorting: it begins with the columns
 * that are equal, in whatever order, and goes on with those ordered by. Every further index of a table ends with its
 * primary key, as InnoDB keeps it.
 */
export function findServingIndex(indexes: readonly TableIndex[], need: IndexNeed): ServingIndex | undefined {
  const primary = indexes.find(({ name }) => name === 'PRIMARY')?.columns ?? [];
  for (const { name, columns, isWhole, isReadable } of indexes) {
    if (!isReadable || columns.length === 0) continue;
    const own = new Set(columns.map(({ column }) => column.toLowerCase()));
    const ending = isWhole ? primary.filter(({ column }) => !own.has(column.toLowerCase())) : [];
    const isBackward = readsBackward([...columns, ...ending], need);
    if (isBackward !== undefined)
      return { name, equalDescending: isBackward !== (columns[0]?.descending ?? false) };
  }
  return undefined;
}

/**
 * How many leading columns of an ordering tell any two rows apart: behind those of a unique index nothing more need be
 * ordered by. A column that may be null, or is another table's, is undefined here.
 */
export function countTellingColumns(
  indexes: readonly TableIndex[],
  ordered: readonly (string | undefined)[],
): number {
  const passed: string[] = [];
  for (const [index, column] of ordered.entries()) {
    if (column === undefined) continue;
    passed.push(column);
    if (findUniqueIndex(indexes, passed)) return index + 1;
  }
  return ordered.length;
}

/** The index that holds rows unique by some of these columns, if there is one. */
export function findUniqueIndex(
  indexes: readonly TableIndex[],
  wanted: readonly string[],
): TableIndex | undefined {
  return indexes.find(
    ({ isUnique, isWhole, columns }) =>
      isUnique && isWhole && columns.every(({ column }) => wanted.some((name) => isSame(name, column))),
  );
}

/** Whether the columns serve when they are read backward; undefined where they do not serve at all. */
function readsBackward(columns: readonly IndexedColumn[], { equal, order }: IndexNeed): boolean | undefined {
  const isEqual = ({ column }: IndexedColumn): boolean => equal.some((name) => isSame(name, column));
  const leading = columns.slice(0, equal.length);
  if (leading.length < equal.length || !leading.every(isEqual)) return undefined;
  const wanted = order.filter((term) => !isEqual(term));
  const rest = columns.slice(equal.length, equal.length + wanted.length);
  if (rest.length < wanted.length) return undefined;
  const isBackward = wanted.length > 0 && wanted[0]?.descending !== rest[0]?.descending;
  const serves = wanted.every(
    (term, index) =>
      isSame(term.column, rest[index]?.column ?? '') &&
      (term.descending !== rest[index]?.descending) === isBackward,
  );
  return serves ? isBackward : undefined;
}

/** Columns have one name in any case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
