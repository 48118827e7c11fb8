/** A table or view of a database, as the database describes it. */
export interface StoredTable {
  readonly name: string;
  readonly isView: boolean;
  readonly comment: string;
  readonly columns: readonly StoredColumn[];
  /** Empty if there is none. */
  readonly primaryKey: readonly IndexPart[];
  /** The indexes besides the primary key. */
  readonly indexes: readonly StoredIndex[];
  readonly foreignKeys: readonly StoredForeignKey[];
}

/** A column of a table or view. */
export interface StoredColumn {
  readonly name: string;
  /** The type in full, in lower case apart from its values: `int(10) unsigned`, `enum('a','B')`. */
  readonly type: string;
  /** `true` if it holds JSON. MariaDB has no type for it and checks text instead. */
  readonly isJson: boolean;
  readonly isNullable: boolean;
  readonly default: StoredDefault | undefined;
  readonly isAutoIncrement: boolean;
  /** `true` if every update sets it to the current time. */
  readonly isUpdatedAt: boolean;
  /** `true` if the database computes it from other columns. */
  readonly isGenerated: boolean;
  readonly comment: string;
}

/** The default of a column: a value, the current time, or another expression in SQL. */
export type StoredDefault =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'now' }
  | { readonly kind: 'expression'; readonly sql: string };

/** A column of an index. */
export interface IndexPart {
  readonly column: string;
  /** The number of characters or bytes of the value that the index holds. Undefined for all of them. */
  readonly length: number | undefined;
  readonly isDescending: boolean;
}

/** An index whose parts are all columns. */
export interface StoredIndex {
  readonly name: string;
  readonly kind: 'unique' | 'index' | 'fulltext';
  readonly parts: readonly IndexPart[];
}

/** A foreign key within the database. */
export interface StoredForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
  /** In the words of SQL: `CASCADE`, `SET NULL`. */
  readonly onDelete: string;
  readonly onUpdate: string;
}
