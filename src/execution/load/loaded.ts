import type { Aggregate, Key, Row } from '../../model/load.ts';
import type { ConnectionPlan } from '../../resolvers/connection-plan.ts';
import type { Failures } from '../../resolvers/read-key.ts';

/** Rows that were loaded together, with everything below them. */
export interface LoadedLevel {
  readonly rows: readonly Row[];
  /** One per branch of the level, in the same order. Empty if there are no rows. */
  readonly branches: readonly LoadedBranch[];
}

/** The rows, the pages or the values of a branch. */
export type LoadedBranch = LoadedRows | LoadedPages | LoadedOwn;

/** The spans of the output at which one writer has written each row. */
export interface WrittenSpans {
  starts: number[];
  ends: number[];
  /** The cuts of the output before them. After a further cut, what they hold may have been replaced. */
  cuts: number;
}

/** The row of each parent. */
export interface LoadedRows {
  /** The number of each parent's row, `noRow`, or the number of a failure. */
  readonly at: readonly number[];
  readonly failures: Failures;
  readonly level: LoadedLevel;
  /** The spans that each writer has written. Undefined if no two parents share a row. */
  readonly written: WrittenSpans[] | undefined;
}

/** The page of each parent. */
export interface LoadedPages {
  /** The arguments of the connection, or the error that refuses them. */
  readonly plan: ConnectionPlan | Error;
  /** The number of each parent's key, `noRow`, or the number of a failure. */
  readonly at: readonly number[];
  readonly failures: Failures;
  /**
   * The index of the first row of each key's page, or the number of a failure. `ends` has the index after
   * the last row.
   */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** True for each key whose page had an extra row. */
  readonly isCut: readonly boolean[];
  readonly aggregates: readonly (Aggregate | Error)[];
  readonly level: LoadedLevel;
}

/** The values of a field of the user's own, and the rows whose keys they hold. */
export interface LoadedOwn {
  /** One for each row of the level, in any form. An error for a value that has failed. */
  readonly values: readonly unknown[];
  /** The rows of each lookup of the call. */
  readonly keyed: readonly KeyedRows[];
  readonly lists: ListMemory;
}

/** Rows that are found by the ids of their keys. */
export interface KeyedRows {
  readonly numbers: ReadonlyMap<string, number>;
  readonly rows: LoadedRows;
}

/** The items of iterables that are not arrays, since some can be read only once. */
export type ListMemory = Map<object, readonly unknown[]>;

/** Collects the keys that a value holds, by the number of their lookup. */
export type CollectKeys = (value: unknown, keys: readonly Map<string, Key>[], lists: ListMemory) => void;
