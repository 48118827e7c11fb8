import type { UpsertResult } from 'mariadb';
import type { ChangeEvent } from '../../events.ts';
import type { FieldChange, RelationChange, RowData } from '../../model/change.ts';
import type { Value } from '../../model/load.ts';
import type { Field, LooseReference, Model, UniqueKey } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Sql } from '../sql.ts';

/** What is known of a row: values in wire form. */
export type KnownRow = ReadonlyMap<Field, Value>;

/** What a statement writes, so that a refusal of the database can be told in the words of the API. */
export interface Subject {
  readonly model: Model;
  /** Where what is written stands in the arguments. */
  readonly path: string;
  /** A key that was looked for and not found: where it is taken after all, another transaction was first. */
  readonly raced?: UniqueKey | undefined;
}

/** A row that is to be created. */
export interface NewRow {
  readonly data: RowData;
  /** Values that it has from where it hangs. */
  readonly given: KnownRow;
}

/** What new rows are created with besides their data. */
export interface CreateOptions {
  /** The fields that must be known of them afterwards, besides those of the key. */
  readonly needed: readonly Field[];
  readonly raced?: UniqueKey | undefined;
}

/** What fields of a row become, wherever they stand in the arguments. */
export type Assignments = ReadonlyMap<Field, Omit<FieldChange, 'path'>>;

/** Creates and updates rows with all that hangs on them; nested writes come back to it. */
export interface WriteSteps {
  /** Creates rows of a model, those of each level together, and returns them in the same order. */
  readonly create: (
    context: WriteContext,
    model: Model,
    rows: readonly NewRow[],
    options: CreateOptions,
  ) => Promise<readonly KnownRow[]>;
  /** Updates one row, of which `fieldsToUpdate` are known, and returns it as it is afterwards. */
  readonly update: (context: WriteContext, model: Model, row: KnownRow, data: RowData) => Promise<KnownRow>;
  /** Changes fields of rows alone. */
  readonly change: (
    context: WriteContext,
    rows: readonly KnownRow[],
    assignments: Assignments,
    subject: Subject,
  ) => Promise<number>;
  /** Deletes rows; `going` are those that are being deleted. */
  readonly remove: (
    context: WriteContext,
    rows: readonly KnownRow[],
    subject: Subject,
    going?: ReadonlySet<string>,
  ) => Promise<void>;
}

/** What a change is written with: the transaction that it is a part of. */
export interface WriteContext {
  readonly catalog: Catalog;
  /** Rows that a condition may find. */
  readonly maxRows: number;
  /** The instant that `now()` is. */
  readonly now: Date;
  readonly rows: WriteSteps;
  /** The references to rows of a model that the database does not keep. */
  readonly looseReferences: (target: Model) => readonly LooseReference[];
  /** Runs a read in the transaction. */
  readonly query: (statement: Sql) => Promise<readonly (readonly unknown[])[]>;
  /** Runs a write in the transaction. */
  readonly run: (statement: Sql, subject: Subject) => Promise<UpsertResult>;
  /** Returns by how much the numbers of rows that one statement creates differ. */
  readonly readIncrement: () => Promise<bigint>;
  /** Notes what is to be told of a row when the transaction is committed. */
  readonly note: (model: Model, operation: ChangeEvent['operation'], row: KnownRow) => void;
}

/** A row, and what happens to the rows that a relation of it leads to. */
export interface RelatedChange<C extends RelationChange = RelationChange> {
  readonly row: KnownRow;
  readonly change: C;
}
