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

/** Builds the comparer of an ordering; undefined where only the database can tell, as of texts. */
export function buildComparer(
  steps: readonly OrderStep[],
  scope: Scope,
  placeOf: (field: Field) => number,
): RowComparer | undefined {
  const compared: { readonly place: number; readonly sign: number }[] = [];
  for (const { field, nullable, descending } of steps) {
    const type = field && storedColumn(scope, field)?.type;
    if (field === undefined || type === undefined || nullable || !comparedAlike.has(type)) return undefined;
    compared.push({ place: placeOf(field), sign: descending ? -1 : 1 });
  }
  return (some, other) => {
    for (const { place, sign } of compared) {
      const [one, another] = [some[place] as number, other[place] as number]; // or both texts, or both bigints
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
