import type { JoinedColumns } from '../../model/columns.ts';
import type { Field } from '../../model/model.ts';
import { integerBounds, isText } from '../catalog/column.ts';
import { type Scope, storedColumn } from '../expression/scope.ts';
import { findUniqueIndex } from '../catalog/table-index.ts';

/**
 * Finds the index by which the row of a to-one relation can be joined to the rows of `scope`. Returns
 * undefined if a join could answer differently from a lookup. An index serves if it is unique, so that there
 * is at most one row. The columns must compare with each other as a key does. All selected columns must
 * exist, because a page must not fail for a missing column of a joined relation.
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

/** Returns true if every stored value of the field can be read exactly, so that it could be a key. */
function isPlain({ type }: Field): boolean {
  return type === 'String' || type === 'Int' || type === 'UnsignedInt' || type === 'BigInt';
}
