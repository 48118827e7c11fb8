/** The types of stored values in the API. A field of type `Enum` has an `enumeration`. */
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

/**
 * An enum of the model. Each value has its name in the API, its name in the Prisma schema, and its stored
 * text.
 */
export interface Enumeration {
  readonly name: string;
  /** The beginning of the names of its helper types. */
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
  /** `true` for a primary key of one column and for references to it. The API shows it as `ID`. */
  readonly isId: boolean;
  readonly nullable: boolean;
  /** `true` for text, JSON or bytes without a small bound. */
  readonly long: boolean;
  /** `true` if the API must not write it. */
  readonly readOnly: boolean;
  /** `false` if the API must not order by it. */
  readonly orderable: boolean;
  /**
   * `true` if the API does not show it. It is here only because a relation needs it, or because it counts
   * the writes.
   */
  readonly hidden: boolean;
  /** `true` if a rule may hide its value, which is then NULL. */
  readonly guarded?: boolean;
  /** `true` if a new row gets a value when none is given. */
  readonly hasDefault: boolean;
  /** `true` if the database numbers it, so that the API does not write it. */
  readonly isGenerated: boolean;
  /** `true` for the time of the row's last update. */
  readonly isUpdatedAt: boolean;
  /** `true` if the gateway counts the writes of the row in it, so that no client writes it. */
  readonly isVersion: boolean;
  /** The native type in Prisma's form, such as `['VarChar', ['191']]`. */
  readonly nativeType: readonly [name: string, parameters: readonly string[]] | undefined;
  readonly description: string | undefined;
}

/** A default that the gateway makes for a new row, because the database does not. */
export type DefaultValue =
  /** In wire form. */
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'now' | 'ulid' }
  | { readonly kind: 'uuid'; readonly version: 4 | 7 }
  | { readonly kind: 'cuid'; readonly version: 1 | 2 }
  | { readonly kind: 'nanoid'; readonly length: number | undefined };

/** A field with its default. Hidden fields have theirs too. */
export interface FieldDefault {
  readonly field: Field;
  readonly default: DefaultValue;
}

/** The table of a many-to-many relation, with a row for each pair. */
export interface JoinTable {
  readonly table: string;
  /** The column with the key of the owner. */
  readonly from: string;
  /** The column with the key of the target. */
  readonly to: string;
}

/**
 * One side of a relation. Its rows are those of `target` whose `to` fields equal the owner's `from`
 * fields, or those that a join table pairs with the owner.
 */
export interface Relation {
  readonly name: string;
  readonly property: string;
  readonly cardinality: 'one' | 'many';
  /** `true` if the row may be absent in valid data. */
  readonly nullable: boolean;
  /** `true` if a rule may hide the related row. */
  readonly guarded?: boolean;
  readonly target: Model;
  readonly from: readonly Field[];
  readonly to: readonly Field[];
  /**
   * `true` if the `from` fields are the foreign key. The other side of a one-to-one relation also has the
   * cardinality `one`.
   */
  readonly refers: boolean;
  /** The table of an implicit many-to-many relation. */
  readonly through: JoinTable | undefined;
  /** `true` if the API must not write through it. */
  readonly readOnly: boolean;
  /** `false` if the API must not order by its rows or their number. */
  readonly orderable: boolean;
  /** The opposite side, as a relation of the target. Absent if it is left out. */
  readonly opposite: Relation | undefined;
  /**
   * The name that distinguishes the inputs of this relation's rows: `Author` in
   * `PostCreateWithoutAuthorInput`.
   */
  readonly inputName: string;
  readonly description: string | undefined;
}

/** The fields that together identify a row. */
export type UniqueKey = readonly Field[];

/** The names of a model in the API, from `src/model/naming.ts`. */
export interface ModelNames {
  readonly type: string;
  /**
   * The beginning of the names of its helper types, `User` in `UserWhere`. It is the type's name, unless
   * one of them is taken.
   */
  readonly stem: string;
  /** The root field of a lookup: `user`. */
  readonly singular: string;
  /** The root field of the list: `users`. */
  readonly plural: string;
}

/** A table or view in the API. It is frozen. Relations refer to other models, so models form a graph. */
export interface Model {
  /** The name in the Prisma schema. */
  readonly name: string;
  readonly names: ModelNames;
  readonly table: string;
  /** `true` if the API must not write it, because it is a view or has an annotation. */
  readonly readOnly: boolean;
  /** `true` if the API can set all values that a new row needs. */
  readonly creatable: boolean;
  readonly description: string | undefined;
  readonly fields: readonly Field[];
  /** The defaults that the gateway makes, including those of hidden fields. */
  readonly defaults: readonly FieldDefault[];
  /** The fields with `@updatedAt`, including hidden ones. */
  readonly updatedAt: readonly Field[];
  readonly relations: readonly Relation[];
  /** The declared primary key. Absent if the model has only unique keys. */
  readonly primaryKey: UniqueKey | undefined;
  /** The other unique keys, in the order of the schema. */
  readonly uniqueKeys: readonly UniqueKey[];
  /** The key that identifies a row: the primary key, else the first unique key without NULLs. */
  readonly key: UniqueKey;
}

/** An action on rows that refer to another row, when that row is deleted or its key changes. */
export type ReferentialAction = 'Cascade' | 'Restrict' | 'SetNull';

/** A reference without a foreign key, in a schema with `relationMode = "prisma"`. It may be hidden. */
export interface LooseReference {
  readonly model: Model;
  readonly from: readonly Field[];
  readonly target: Model;
  readonly to: readonly Field[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

/** The input of Prisma's generator, and the text of the schema. The tests build Prisma's client from it. */
export interface ModelSource {
  /** The whole schema with its datasource. Empty if nothing can be written. */
  readonly schema: string;
  readonly models: readonly unknown[];
  readonly enums: readonly unknown[];
}

/** The whole data model, with warnings about the parts that are left out. */
export interface Models {
  readonly all: readonly Model[];
  readonly enumerations: readonly Enumeration[];
  /** The references that the gateway keeps, because the database does not. */
  readonly looseReferences: readonly LooseReference[];
  /** The names of helper types that exist once, by their preferred names, such as `SortOrder`. */
  readonly helpers: ReadonlyMap<string, string>;
  /** Sentences for the log about what is left out or renamed, and what to do about it. */
  readonly warnings: readonly string[];
  readonly source: ModelSource;
}
