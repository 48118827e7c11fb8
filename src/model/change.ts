import type { Filter, Key, Row, Value } from './load.ts';
import type { Field, Model, Relation, UniqueKey } from './model.ts';
import type { PresentValue } from './read-value.ts';

/** What names one row that is to be written, or referred to: the values of a unique key's fields. */
export interface RowName {
  readonly fields: UniqueKey;
  readonly values: readonly PresentValue[];
  /** Where it stands in the arguments, as messages name it: `data.author.connect`. */
  readonly path: string;
}

/** What one field becomes: `value`, or what it was with `value` added and so on. */
export interface FieldChange {
  readonly field: Field;
  readonly operation: 'set' | 'increment' | 'decrement' | 'multiply' | 'divide';
  /** In wire form; JSON as its text. Null is the database's NULL, and only set. */
  readonly value: Value;
  /** `data.posts.create[0].title`. */
  readonly path: string;
}

/** What a row is given: fields that are left out keep what they have, or get their defaults. */
export interface RowData {
  readonly fields: readonly FieldChange[];
  readonly relations: readonly RelationChange[];
  readonly path: string;
}

/**
 * What happens to the rows that a relation leads to, in Prisma's words. A to-one relation has at most one entry, and no
 * `where` in it, since there is only one row that it can be.
 */
export type RelationChange = {
  readonly relation: Relation;
  readonly path: string;
} & (
  | { readonly operation: 'create' | 'createMany'; readonly rows: readonly RowData[] }
  | { readonly operation: 'connect' | 'set'; readonly names: readonly RowName[] }
  | {
      /** Without `names`: the one row of a to-one relation. */
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
      /** A filter that is undefined is met by every row. */
      readonly operation: 'deleteMany';
      readonly filters: readonly (Filter | undefined)[];
    }
);

/** What a row must still hold, or somebody else was first. */
export interface Unchanged {
  readonly field: Field;
  readonly value: PresentValue;
  /** The argument that says so. */
  readonly path: string;
}

/** One root field of a mutation: all that it writes. */
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
      /** The fields that are shown of the row, which is read before it goes. */
      readonly shown: readonly Field[];
      readonly unchanged: Unchanged | undefined;
    }
  | { readonly kind: 'updateMany'; readonly where: Filter | undefined; readonly data: RowData }
  | { readonly kind: 'deleteMany'; readonly where: Filter | undefined }
);

/** What a change has come to. */
export interface Written {
  /** The rows that were written, by the model's key: of `createMany` in the order of its rows; none of `…Many` by a filter. */
  readonly keys: readonly Key[];
  /** Rows that were written, or met the filter. */
  readonly count: number;
  /** The row as it was before a `delete`. */
  readonly deleted: Row | undefined;
}
