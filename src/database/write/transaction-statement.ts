/** A statement that a transaction has run. */
export interface TransactionStatement {
  readonly sql: string;
  readonly keys: number;
  /** Rows that came back, or were written. */
  readonly rows: number;
  readonly runMs: number;
}

/** Hears of a statement when it is answered. */
export type ReportStatement = (statement: TransactionStatement) => void;
