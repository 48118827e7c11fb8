import { mapConcurrently } from '../std/map-concurrently.ts';
import type { OwnContext } from './own-context.ts';

/** The number of rows that `each` answers at once. */
const atOnceMax = 10;

const isEach = Symbol('each');

/** A function for all rows, made of one for each row. */
export interface EachLoad<Row, Given, Value> {
  (rows: readonly Row[], given: Given, context: OwnContext): Promise<readonly (Value | Error)[]>;
  readonly [isEach]: true;
}

/**
 * Makes a field of a function that answers one row, such as a resolver from another server. Ten rows are
 * answered at once, and traces mark the field as not batched. A row that fails leaves the others alone.
 */
export function each<Row, Given, Value>(
  answer: (row: Row, given: Given, context: OwnContext) => Value | Promise<Value>,
): EachLoad<Row, Given, Value> {
  const load = (
    rows: readonly Row[],
    given: Given,
    context: OwnContext,
  ): Promise<readonly (Value | Error)[]> =>
    mapConcurrently(rows, atOnceMax, async (row) => {
      context.signal.throwIfAborted();
      return await answer(row, given, context);
    });
  return Object.assign(load, { [isEach]: true as const });
}

/** Returns true if `each` has made the function. */
export function isMadeByEach(load: unknown): boolean {
  return typeof load === 'function' && isEach in load;
}
