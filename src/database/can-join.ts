import type { Along } from '../model/load.ts';
import { type Column, integerBounds } from './column.ts';
import { type Scope, storedColumn } from './scope.ts';
import { isUniqueBy } from './table-index.ts';

/**
 * Whether joining the rows of a to-one relation to those of `scope` finds what looking them up by key does: one row at
 * most, since an index holds them unique, by columns that compare with each other as a key compares with them.
 */
export function canJoin(scope: Scope, { relation }: Along): boolean {
  const { target, from, to, through } = relation;
  if (through !== undefined || to.some(({ wide }) => wide)) return false;
  const columns = to.map(({ column }) => column);
  return (
    isUniqueBy(scope.catalog.indexes(target.table), columns) &&
    to.every((field, index) => {
      const own = from[index];
      return (
        own !== undefined &&
        isAlike(storedColumn({ ...scope, model: target }, field), storedColumn(scope, own))
      );
    })
  );
}

function isAlike(one: Column | undefined, other: Column | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (integerBounds(one) && integerBounds(other)) return true;
  return isText(one) && isText(other) && one.collation === other.collation;
}

function isText({ type }: Column): boolean {
  return type === 'char' || type === 'varchar';
}
