/** An index whose order can be read, so that a page can stop early. */
export interface TableIndex {
  readonly name: string;
  readonly isUnique: boolean;
  /** True if `columns` are all of it. After an expression or a prefix of a text, nothing is in order. */
  readonly isWhole: boolean;
  /** True if statements may read it. An invisible or ignored index only keeps its columns unique. */
  readonly isReadable: boolean;
  readonly columns: readonly IndexedColumn[];
}

/** A column within an index or an order. */
export interface IndexedColumn {
  readonly column: string;
  readonly descending: boolean;
}

/** The demand of a statement on an index: rows of equal `equal` columns in the order of `order`. */
export interface IndexNeed {
  readonly equal: readonly string[];
  readonly order: readonly IndexedColumn[];
}

/** An index that serves, and the direction in which it is read. */
export interface ServingIndex {
  readonly name: string;
  /** True if its leading equal columns are read in descending order. ORDER BY must then name them so. */
  readonly equalDescending: boolean;
}

/**
 * Finds an index that has the needed rows in order, forward or backward, so that nothing is sorted. It
 * begins with the equal columns, in any order, and continues with the ordered ones. Every secondary index of
 * InnoDB ends with the primary key.
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
 * Counts the leading columns of an order that distinguish any two rows. After those of a unique index,
 * further columns change nothing. A nullable column, or one of another table, is undefined here.
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

/** Finds an index that keeps rows unique by some of these columns. */
export function findUniqueIndex(
  indexes: readonly TableIndex[],
  wanted: readonly string[],
): TableIndex | undefined {
  return indexes.find(
    ({ isUnique, isWhole, columns }) =>
      isUnique && isWhole && columns.every(({ column }) => wanted.some((name) => isSame(name, column))),
  );
}

/** Returns true if the columns serve backward, false if forward, and undefined if in neither direction. */
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

/** Compares names of columns, which ignore case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
