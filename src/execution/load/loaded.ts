import type { Aggregate, Row } from '../../model/load.ts';
import type { ConnectionPlan } from '../../resolvers/connection-plan.ts';
import type { Failures } from '../../resolvers/read-key.ts';

/** Rows that were loaded together, with all that is shown below them. */
export interface LoadedLevel {
  readonly rows: readonly Row[];
  /** In the order of the level's branches; none where there are no rows. */
  readonly branches: readonly LoadedBranch[];
}

/** What a branch of a level brought. */
export type LoadedBranch = LoadedRows | LoadedPages;

/** For each row that a writer has written, where it begins and ends. */
export interface WrittenSpans {
  readonly starts: number[];
  readonly ends: number[];
}

/** The row that each parent leads to. */
export interface LoadedRows {
  /** For each parent the number of its row, `noRow`, or that of a failure. */
  readonly at: readonly number[];
  readonly failures: Failures;
  readonly level: LoadedLevel;
  /** Where each row was written already, by the writer; absent where no two parents lead to one row. */
  readonly written: WrittenSpans[] | undefined;
}

/** The page that each parent leads to. */
export interface LoadedPages {
  /** The arguments of the connection, or why they are refused. */
  readonly plan: ConnectionPlan | Error;
  /** For each parent the number of its key, `noRow`, or that of a failure. */
  readonly at: readonly number[];
  readonly failures: Failures;
  /** For each key where its page begins among the rows, or a failure; and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether there was a row too many. */
  readonly isCut: readonly boolean[];
  readonly aggregates: readonly (Aggregate | Error)[];
  readonly level: LoadedLevel;
}
