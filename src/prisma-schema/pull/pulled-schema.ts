/** A schema that was drafted from the tables of a database. */
export interface PulledSchema {
  readonly blocks: readonly PulledBlock[];
  /** Sentences about tables, keys and relations that a Prisma schema cannot express. */
  readonly notes: readonly string[];
}

/** A model, a view or an enum. */
export interface PulledBlock {
  readonly keyword: 'model' | 'view' | 'enum';
  readonly name: string;
  /** The name of its table. For an enum, the table and the column. */
  readonly stored: string;
  /** Comment lines, with their slashes. */
  readonly comments: readonly string[];
  readonly members: readonly PulledMember[];
  /** The lines that begin with `@@`. */
  readonly attributes: readonly string[];
}

/** A field of a model or a value of an enum. */
export interface PulledMember {
  readonly name: string;
  readonly comments: readonly string[];
  /** The type. Empty for a value of an enum. */
  readonly type: string;
  readonly attributes: readonly string[];
  /** The actions of the foreign key that the field follows, in Prisma's words. */
  readonly actions?: ReferentialActions;
}

/** The actions of a foreign key, in Prisma's words: `Cascade`, `SetNull`. */
export interface ReferentialActions {
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** The names that an edited schema already gives. Each function returns undefined if it gives none. */
export interface NameChoices {
  readonly model: (table: string) => string | undefined;
  readonly field: (table: string, column: string) => string | undefined;
  /** The field that follows a foreign key, or its opposite. */
  readonly relation: (table: string, columns: readonly string[], side: 'from' | 'to') => string | undefined;
  /** The name within `@relation`, if it is not Prisma's default. */
  readonly relationName: (table: string, columns: readonly string[]) => string | undefined;
  /** A field of an implicit many-to-many relation, by the side that holds its model's key. */
  readonly manyToMany: (table: string, side: 'A' | 'B') => string | undefined;
  readonly enumeration: (table: string, column: string) => string | undefined;
  readonly value: (table: string, column: string, value: string) => string | undefined;
}

/** The choices of a schema that does not exist yet. */
export const noChoices: NameChoices = {
  model: () => undefined,
  field: () => undefined,
  relation: () => undefined,
  relationName: () => undefined,
  manyToMany: () => undefined,
  enumeration: () => undefined,
  value: () => undefined,
};
