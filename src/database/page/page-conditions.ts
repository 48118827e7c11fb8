import type { RowsShape } from '../../model/load.ts';
import { buildAfter, reverseOrder, type OrderStep } from '../expression/order.ts';
import type { Scope } from '../expression/scope.ts';
import type { Sql } from '../sql.ts';
import { buildWhere } from '../expression/where.ts';

/**
 * Builds the conditions on the rows of a page, except for its keys. `steps` are in the order in which the
 * page is read.
 */
export function buildPageConditions(
  { where, after, before, backward }: RowsShape,
  scope: Scope,
  steps: readonly OrderStep[],
): readonly Sql[] {
  const reversed = reverseOrder(steps);
  return [
    ...(where ? [buildWhere(where, scope)] : []),
    ...(after ? [buildAfter(backward ? reversed : steps, after)] : []),
    ...(before ? [buildAfter(backward ? steps : reversed, before)] : []),
  ];
}
