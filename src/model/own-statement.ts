/** A statement of own code: text with `?` for each of its values. */
export interface OwnStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The rows of a statement of own code, or the counts of a write. */
export interface OwnResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly affectedRows: number;
  /** The first number that the database gave to a new row. */
  readonly insertId: string | undefined;
}
