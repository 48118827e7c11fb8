import type { PageMethod } from '../statement.ts';

/** A statement that a transaction has run. */
export interface TransactionStatement {
  readonly sql: string;
  /** The method by which a page per key was read. */
  readonly method: PageMethod | undefined;
  readonly keys: number;
  /** Rows that came back, or were written. */
  readonly rows: number;
  readonly runMs: number;
}

/** Hears of a statement when it is answered. */
export type ReportStatement = (statement: TransactionStatement) => void;
