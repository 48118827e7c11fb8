import type { RowsShape } from '../../model/load.ts';
import type { KeyColumn } from '../keys/key-table.ts';
import { buildKeyedTables, type KeyedTables } from '../keys/keyed-tables.ts';
import { buildOrder, buildOrdering, reverseOrder, type OrderStep } from '../expression/order.ts';
import { buildPageConditions } from './page-conditions.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { join, raw, sql, type Sql } from '../sql.ts';

/** The parts that all methods of reading a page share. */
export interface PageParts extends KeyedTables {
  readonly shape: RowsShape;
  readonly catalog: Catalog;
  readonly joins: Sql;
  readonly steps: readonly OrderStep[];
  readonly conditions: readonly Sql[];
}

/**
 * Builds the parts of a page, with `alias` as the name of the model's table. `hint` names the index to use.
 */
export function buildPageParts(shape: RowsShape, catalog: Catalog, alias: string, hint?: Sql): PageParts {
  const tables = buildKeyedTables(shape, catalog, alias, hint);
  const { scope, rowKey } = tables;
  const ordering = buildOrdering(shape.backward ? reverseOrder(shape.orderBy) : shape.orderBy, scope);
  const [only] = shape.model.key;
  // The join table has the key of the rows in its own index.
  const steps = ordering.steps.map((step) =>
    rowKey && step.field === only ? { ...step, expression: rowKey } : step,
  );
  const conditions = buildPageConditions(shape, scope, ordering.steps);
  return { ...tables, shape, catalog, joins: ordering.joins, steps, conditions };
}

/** The parameters of a statement. The servers allow 65,535, and the rest of the statement needs some. */
const parametersMax = 65_000;

/** Returns true if a statement has room for the conditions, keys and limit that many times. */
export function fits({ keys, conditions }: Pick<PageParts, 'keys' | 'conditions'>, times: number): boolean {
  const parameters = conditions.reduce((sum, condition) => sum + condition.parameters.length, 0);
  return times * (parameters + keys.length + 1) <= parametersMax;
}

/**
 * Builds the order with the equal columns in front. Without them the servers would not use the order of the
 * index.
 */
export function orderByIndex(
  keys: readonly KeyColumn[],
  steps: readonly OrderStep[],
  equalDescending = false,
): Sql {
  const direction = raw(equalDescending ? ' DESC' : '');
  return join([...keys.map(({ expression }) => sql`${expression}${direction}`), buildOrder(steps)], ', ');
}
