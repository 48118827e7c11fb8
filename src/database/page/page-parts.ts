import type { RowsShape } from '../../model/load.ts';
import type { KeyColumn } from '../keys/key-table.ts';
import { buildKeyedTables, type KeyedTables } from '../keys/keyed-tables.ts';
import { buildOrder, buildOrdering, reverseOrder, type OrderStep } from '../expression/order.ts';
import { buildPageConditions } from './page-conditions.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { join, raw, sql, type Sql } from '../sql.ts';

/** Everything that the ways to a page have in common. */
export interface PageParts extends KeyedTables {
  readonly shape: RowsShape;
  readonly catalog: Catalog;
  readonly joins: Sql;
  readonly steps: readonly OrderStep[];
  readonly conditions: readonly Sql[];
}

/** Builds the parts of a page, the model's table under the name `alias`; `hint` says which index of it to use. */
export function buildPageParts(shape: RowsShape, catalog: Catalog, alias: string, hint?: Sql): PageParts {
  const tables = buildKeyedTables(shape, catalog, alias, hint);
  const { scope, rowKey } = tables;
  const ordering = buildOrdering(shape.backward ? reverseOrder(shape.orderBy) : shape.orderBy, scope);
  const [only] = shape.model.key;
  // The table between has the rows' key in its own index.
  const steps = ordering.steps.map((step) =>
    rowKey && step.field === only ? { ...step, expression: rowKey } : step,
  );
  const conditions = buildPageConditions(shape, scope, ordering.steps);
  return { ...tables, shape, catalog, joins: ordering.joins, steps, conditions };
}

/** Parameters that a statement may have: 65,535, some of which are for the rest of it. */
const parametersMax = 65_000;

/** Returns true if a statement has room for the conditions so many times, with the keys and limits. */
export function fits({ keys, conditions }: Pick<PageParts, 'keys' | 'conditions'>, times: number): boolean {
  const parameters = conditions.reduce((sum, condition) => sum + condition.parameters.length, 0);
  return times * (parameters + keys.length + 1) <= parametersMax;
}

/** The order with the equal columns in front: without them the servers do not see that an index gives it. */
export function orderByIndex(
  keys: readonly KeyColumn[],
  steps: readonly OrderStep[],
  equalDescending = false,
): Sql {
  const direction = raw(equalDescending ? ' DESC' : '');
  return join([...keys.map(({ expression }) => sql`${expression}${direction}`), buildOrder(steps)], ', ');
}
