import type { Field } from '../../model/model.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { OrderStep } from '../expression/order.ts';
import { type Scope, storedColumn } from '../expression/scope.ts';

/** Compares two rows, as the driver returns them, by the order of the database. */
export type RowComparer = (some: StoredRow, other: StoredRow) => number;

/**
 * The types whose values compare in JavaScript as in the database: exact numbers, and dates in their fixed
 * form.
 */
const comparedAlike = new Set([
  'tinyint',
  'smallint',
  'mediumint',
  'int',
  'bigint',
  'year',
  'date',
  'datetime',
  'timestamp',
]);

/** Returns true if rows can be sorted by these steps here. Only the database can sort texts. */
export function isSortable(steps: readonly OrderStep[], scope: Scope): boolean {
  return steps.every(({ field, nullable }) => {
    const type = field && storedColumn(scope, field)?.type;
    return type !== undefined && !nullable && comparedAlike.has(type);
  });
}

/** Builds the comparer of a sortable order. `findPosition` returns the position of a field in the rows. */
export function buildComparer(
  steps: readonly OrderStep[],
  findPosition: (field: Field) => number,
): RowComparer {
  const compared = steps.flatMap(({ field, descending }) =>
    field === undefined ? [] : { position: findPosition(field), sign: descending ? -1 : 1 },
  );
  return (some, other) => {
    for (const { position, sign } of compared) {
      const one = readStored(some, position) as number; // or both are texts, or both bigints
      const another = readStored(other, position) as number;
      if (one !== another) return one < another ? -sign : sign;
    }
    return 0;
  };
}

/** Returns true if rows are already sorted, as they are in the order of an index. */
export function isSorted(rows: readonly StoredRow[], compare: RowComparer): boolean {
  for (let index = 1; index < rows.length; index += 1) {
    const [before, row] = [rows[index - 1], rows[index]];
    if (before && row && compare(before, row) > 0) return false;
  }
  return true;
}
