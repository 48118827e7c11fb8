/** The kinds of stored value, as the API tells them apart; an `Enum` field carries its `enumeration`. */
export type FieldType =
  | 'String'
  | 'Int'
  | 'UnsignedInt'
  | 'BigInt'
  | 'Float'
  | 'Decimal'
  | 'Boolean'
  | 'DateTime'
  | 'Date'
  | 'Time'
  | 'Json'
  | 'Bytes'
  | 'Enum';

/** An enum of the model: each value with its name in the API, in the Prisma schema, and the text that the database stores. */
export interface Enumeration {
  readonly name: string;
  /** Begins the names of its helper types. */
  readonly stem: string;
  readonly description: string | undefined;
  readonly values: readonly {
    readonly name: string;
    readonly property: string;
    readonly stored: string;
    readonly description: string | undefined;
  }[];
}

/** One column of a model. */
export interface Field {
  /** The name in the API. */
  readonly name: string;
  /** The name in the Prisma schema. */
  readonly property: string;
  readonly column: string;
  readonly type: FieldType;
  readonly enumeration: Enumeration | undefined;
  /** Whether it is, or refers to, a single-column primary key: the API shows it as `ID`. */
  readonly isId: boolean;
  readonly nullable: boolean;
  /** Whether it is text, JSON or bytes without a small bound. */
  readonly long: boolean;
  /** Whether the API may never write it. */
  readonly readOnly: boolean;
  /** Whether the API never shows it: it is here only because a relation goes by it, or it counts the writes. */
  readonly hidden: boolean;
  /** Whether a new row gets a value where none is given. */
  readonly hasDefault: boolean;
  /** Whether the database numbers it, so that the API never writes it. */
  readonly isGenerated: boolean;
  /** Whether it tells when the row was last written. */
  readonly isUpdatedAt: boolean;
  /** Whether the gateway counts the writes of the row in it, so that no client writes it. */
  readonly isVersion: boolean;
  /** The native type as Prisma writes it, such as `['VarChar', ['191']]`. */
  readonly nativeType: readonly [name: string, parameters: readonly string[]] | undefined;
  readonly description: string | undefined;
}

/** The table between the two sides of a many-to-many relation, a row for each pair. */
export interface JoinTable {
  readonly table: string;
  /** The column that holds the key of the row one comes from. */
  readonly from: string;
  /** The column that holds the key of the row one is led to. */
  readonly to: string;
}

/**
 * One side of a relation: the rows of `target` whose `to` fields equal the owner's `from` fields, or that a table
 * between pairs with them.
 */
export interface Relation {
  readonly name: string;
  readonly property: string;
  readonly cardinality: 'one' | 'many';
  /** Whether there may be no such row although the model holds true. */
  readonly nullable: boolean;
  readonly target: Model;
  readonly from: readonly Field[];
  readonly to: readonly Field[];
  /** Whether the `from` fields are the foreign key; the other side of a one-to-one relation is cardinality `one` too. */
  readonly refers: boolean;
  /** For implicit many-to-many relations. */
  readonly through: JoinTable | undefined;
  /** Whether the API may never write through it. */
  readonly readOnly: boolean;
  /** The other side, as a relation of the target; absent where it is not served. */
  readonly opposite: Relation | undefined;
  /** What tells the inputs of rows that hang on this relation from others: `Author` in `PostCreateWithoutAuthorInput`. */
  readonly inputName: string;
  readonly description: string | undefined;
}

/** The fields that together name one row. */
export type UniqueKey = readonly Field[];

/** The names a model goes by in the API; `src/model/naming.ts` makes them. */
export interface ModelNames {
  readonly type: string;
  /** Begins the names of its helper types, `User` in `UserWhere`: the type's own name, unless one of them is taken. */
  readonly stem: string;
  /** `user`: the root field that looks one row up. */
  readonly singular: string;
  /** `users`: the root field that pages through all rows. */
  readonly plural: string;
}

/** One table or view, as the API serves it. Frozen; relations point at other models, so models form a graph. */
export interface Model {
  /** The name in the Prisma schema. */
  readonly name: string;
  readonly names: ModelNames;
  readonly table: string;
  /** Whether the API may never write it: a view, or annotated so. */
  readonly readOnly: boolean;
  /** Whether the API can give a new row all that it needs. */
  readonly creatable: boolean;
  readonly description: string | undefined;
  readonly fields: readonly Field[];
  readonly relations: readonly Relation[];
  /** The declared primary key; absent for a model that goes by a unique key alone. */
  readonly primaryKey: UniqueKey | undefined;
  /** Every further unique key, in the order of the schema. */
  readonly uniqueKeys: readonly UniqueKey[];
  /** What names a row everywhere: the primary key, else the first unique key without NULLs. */
  readonly key: UniqueKey;
}

/** What Prisma is told of the models when it writes: as its own generator was told, beside the text of the schema. */
export interface ModelSource {
  /** The whole schema, with its datasource; empty where nothing can be written. */
  readonly schema: string;
  readonly models: readonly unknown[];
  readonly enums: readonly unknown[];
}

/** The whole data model, with what could not be served and why. */
export interface Models {
  readonly all: readonly Model[];
  readonly enumerations: readonly Enumeration[];
  /** The names of the helper types that are there once, by their first choice: `SortOrder`. */
  readonly helpers: ReadonlyMap<string, string>;
  /** Sentences for the log: what is left out or renamed, and what to do about it. */
  readonly warnings: readonly string[];
  readonly source: ModelSource;
}
