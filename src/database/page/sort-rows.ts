import type { Field } from '../../model/model.ts';
import type { OrderStep } from '../expression/order.ts';
import { type Scope, storedColumn } from '../expression/scope.ts';

type Values = readonly unknown[];

/** Compares two rows, as the driver gives them, as the database would order them. */
export type RowComparer = (some: Values, other: Values) => number;

/** Types whose values compare in JavaScript as in the database: numbers that are exact, and dates in their fixed form. */
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

/** Returns true if rows can be brought into the order of these steps here; of texts only the database can tell. */
export function isSortable(steps: readonly OrderStep[], scope: Scope): boolean {
  return steps.every(({ field, nullable }) => {
    const type = field && storedColumn(scope, field)?.type;
    return type !== undefined && !nullable && comparedAlike.has(type);
  });
}

/** Builds the comparer of an ordering that is sortable; `findPosition` says where a field stands in the rows. */
export function buildComparer(
  steps: readonly OrderStep[],
  findPosition: (field: Field) => number,
): RowComparer {
  const compared = steps.flatMap(({ field, descending }) =>
    field === undefined ? [] : { position: findPosition(field), sign: descending ? -1 : 1 },
  );
  return (some, other) => {
    for (const { position, sign } of compared) {
      const [one, another] = [some[position] as number, other[position] as number]; // or both texts, or both bigints
      if (one !== another) return one < another ? -sign : sign;
    }
    return 0;
  };
}

/** Whether rows are in their order already, as an index that was read gives them. */
export function isSorted(rows: readonly Values[], compare: RowComparer): boolean {
  for (let index = 1; index < rows.length; index += 1) {
    const [before, row] = [rows[index - 1], rows[index]];
    if (before && row && compare(before, row) > 0) return false;
  }
  return true;
}
