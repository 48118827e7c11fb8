import type { Value } from '../../model/load.ts';
import { mapSteps, type Steps } from '../../std/in-steps.ts';

/** The parts of a value that are compared. */
interface Comparable {
  readonly number: number;
  readonly text: string;
}

/**
 * Sorts items by their values, numbers by their size. Transactions lock rows in this order, which avoids
 * deadlocks.
 */
export function* sortByValues<T>(
  items: readonly T[],
  readValues: (item: T) => readonly Value[],
): Steps<readonly T[]> {
  const read = (item: T) => ({ item, values: readValues(item).map(toComparable) });
  const prepared = [...(yield* mapSteps(items, read))];
  prepared.sort((one, other) => compare(one.values, other.values));
  yield;
  return yield* mapSteps(prepared, ({ item }) => item);
}

function toComparable(value: Value): Comparable {
  const text = String(value);
  return { number: Number(text), text };
}

function compare(one: readonly Comparable[], other: readonly Comparable[]): number {
  for (const [index, left] of one.entries()) {
    const right = other[index];
    if (right === undefined || left.text === right.text) continue;
    if (left.number < right.number || left.number > right.number) return left.number - right.number;
    return left.text < right.text ? -1 : 1;
  }
  return 0;
}
