import type { PageMethod } from '../statement.ts';

/** A statement that a transaction has run. */
export interface TransactionStatement {
  readonly sql: string;
  /** The method that read a page per key. */
  readonly method: PageMethod | undefined;
  readonly keys: number;
  /** The number of rows read or written. */
  readonly rows: number;
  readonly runMs: number;
}

/** A callback for each statement that the database has answered. */
export type ReportStatement = (statement: TransactionStatement) => void;
