import type { Filter, Key, Row, Value } from './load.ts';
import type { Field, Model, Relation, UniqueKey } from './model.ts';
import type { PresentValue } from './read-value.ts';

/** The name of a row to write or to refer to: the values of a unique key's fields. */
export interface RowName {
  readonly fields: UniqueKey;
  readonly values: readonly PresentValue[];
  /** The path in the arguments, for messages: `data.author.connect`. */
  readonly path: string;
}

/** The change of one field: a new value, or an operation on the old one. */
export interface FieldChange {
  readonly field: Field;
  readonly operation: 'set' | 'increment' | 'decrement' | 'multiply' | 'divide';
  /** In wire form. JSON is its text. Null is the database's NULL, and can only be set. */
  readonly value: Value;
  /** `data.posts.create[0].title`. */
  readonly path: string;
}

/** The fields of a row. Omitted fields keep their value, or get their default. */
export interface RowData {
  readonly fields: readonly FieldChange[];
  readonly relations: readonly RelationChange[];
  readonly path: string;
}

/**
 * A nested write of a relation, named as in Prisma's client. A to-one relation has at most one entry,
 * without `where`.
 */
export type RelationChange = {
  readonly relation: Relation;
  readonly path: string;
} & (
  | { readonly operation: 'create' | 'createMany'; readonly rows: readonly RowData[] }
  | { readonly operation: 'connect' | 'set'; readonly names: readonly RowName[] }
  | {
      /** Without `names` for the row of a to-one relation. */
      readonly operation: 'disconnect' | 'delete';
      readonly names: readonly RowName[] | undefined;
    }
  | {
      readonly operation: 'connectOrCreate';
      readonly rows: readonly { readonly where: RowName; readonly create: RowData }[];
    }
  | {
      readonly operation: 'update';
      readonly rows: readonly { readonly where: RowName | undefined; readonly data: RowData }[];
    }
  | {
      readonly operation: 'upsert';
      readonly rows: readonly {
        readonly where: RowName | undefined;
        readonly create: RowData;
        readonly update: RowData;
      }[];
    }
  | {
      readonly operation: 'updateMany';
      readonly rows: readonly { readonly where: Filter | undefined; readonly data: RowData }[];
    }
  | {
      /** An undefined filter matches every row. */
      readonly operation: 'deleteMany';
      readonly filters: readonly (Filter | undefined)[];
    }
);

/** A precondition: the value that a row must still have. */
export interface Unchanged {
  readonly field: Field;
  readonly value: PresentValue;
  /** The argument with the value. */
  readonly path: string;
}

/** The writes of one root field of a mutation. */
export type Change = { readonly model: Model } & (
  | { readonly kind: 'create'; readonly data: RowData }
  | { readonly kind: 'createMany'; readonly rows: readonly RowData[] }
  | {
      readonly kind: 'update';
      readonly where: RowName;
      readonly data: RowData;
      readonly unchanged: Unchanged | undefined;
    }
  | {
      readonly kind: 'upsert';
      readonly where: RowName;
      readonly create: RowData;
      readonly update: RowData;
    }
  | {
      readonly kind: 'delete';
      readonly where: RowName;
      /** The selected fields of the row, which are read before it is deleted. */
      readonly shown: readonly Field[];
      readonly unchanged: Unchanged | undefined;
    }
  | { readonly kind: 'updateMany'; readonly where: Filter | undefined; readonly data: RowData }
  | { readonly kind: 'deleteMany'; readonly where: Filter | undefined }
);

/** The result of a change. */
export interface Written {
  /**
   * The keys of the written rows. For `createMany` they are in the order of its rows, and for writes by a
   * filter the list is empty.
   */
  readonly keys: readonly Key[];
  /** The number of rows that were written or met the filter. */
  readonly count: number;
  /** The row as it was before a `delete`. */
  readonly deleted: Row | undefined;
}
