import type { JoinedColumns } from '../../model/columns.ts';
import type { Field } from '../../model/model.ts';
import { integerBounds, isText } from '../catalog/column.ts';
import { type Scope, storedColumn } from '../expression/scope.ts';
import { findUniqueIndex } from '../catalog/table-index.ts';

/**
 * The index by which the rows of a to-one relation can be joined to those of `scope`; nothing where that would not find
 * what looking them up by key does. It does where the index holds them unique, so that there is one row at most, where the
 * columns compare with each other as a key compares with them, and where all columns are there: a page must not
 * fail for what is missing of the rows beside it.
 */
export function findJoinIndex(scope: Scope, { relation, fields }: JoinedColumns): string | undefined {
  const { target, from, to, through } = relation;
  const other: Scope = { ...scope, model: target };
  const isReadable =
    through === undefined &&
    fields.every((field) => storedColumn(other, field) !== undefined) &&
    to.every((field, index) => {
      const own = from[index];
      return own !== undefined && isAlike(other, field, scope, own);
    });
  if (!isReadable) return undefined;
  const readable = scope.catalog.indexes(target.table).filter((index) => index.isReadable);
  const columns = to.map(({ column }) => column);
  return findUniqueIndex(readable, columns)?.name;
}

function isAlike(scope: Scope, field: Field, otherScope: Scope, otherField: Field): boolean {
  const [one, other] = [storedColumn(scope, field), storedColumn(otherScope, otherField)];
  if (one === undefined || other === undefined || !isPlain(field) || !isPlain(otherField)) return false;
  if (integerBounds(one) && integerBounds(other)) return true;
  return isText(one) && isText(other) && one.collation === other.collation;
}

/** Whether every stored value of the field can be told, so that a key could be made of it. */
function isPlain({ type }: Field): boolean {
  return type === 'String' || type === 'Int' || type === 'UnsignedInt' || type === 'BigInt';
}
