import type { UpsertResult } from 'mariadb';
import type { ChangeEvent } from '../../events.ts';
import type { FieldChange, RelationChange, RowData } from '../../model/change.ts';
import type { Field, LooseReference, Model, UniqueKey } from '../../model/model.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Steps } from '../../std/in-steps.ts';
import type { Sql } from '../sql.ts';
import type { TableChange } from './find-cascades.ts';
import type { KnownRow } from './known-row.ts';

/** The target of a write, so that an error of the database can name the model and the path. */
export interface Subject {
  readonly model: Model;
  /** The path of the written data in the arguments. */
  readonly path: string;
  /** A key that was looked up and not found. If it is taken after all, another transaction was faster. */
  readonly raced?: UniqueKey | undefined;
}

/** A row to create. */
export interface NewRow {
  readonly data: RowData;
  /** The values that the parent of a nested write gives it. */
  readonly given: KnownRow;
}

/** The options for creating rows. */
export interface CreateOptions {
  /** The fields that must be known afterwards, besides those of the key. */
  readonly needed: readonly Field[];
  /** True if no other field is used afterwards, so that a generated key need not be known. */
  readonly isKeyUnused?: boolean;
  readonly raced?: UniqueKey | undefined;
}

/** The changes of a row by field, without their paths. */
export type Assignments = ReadonlyMap<Field, Omit<FieldChange, 'path'>>;

/** The steps that create and update rows with their nested writes. Nested writes call them again. */
export interface WriteSteps {
  /** Creates rows of a model, level by level, and returns them in the same order. */
  readonly create: (
    context: WriteContext,
    model: Model,
    rows: readonly NewRow[],
    options: CreateOptions,
  ) => Promise<readonly KnownRow[]>;
  /** Updates one row whose `fieldsToUpdate` are known, and returns the updated row. */
  readonly update: (context: WriteContext, model: Model, row: KnownRow, data: RowData) => Promise<KnownRow>;
  /** Changes fields of rows, without nested writes. */
  readonly change: (
    context: WriteContext,
    rows: readonly KnownRow[],
    assignments: Assignments,
    subject: Subject,
  ) => Promise<number>;
  /** Deletes rows. The set `going` has those that are being deleted. */
  readonly remove: (
    context: WriteContext,
    rows: readonly KnownRow[],
    subject: Subject,
    going?: ReadonlySet<string>,
  ) => Promise<void>;
}

/** The context in which a transaction writes a change. */
export interface WriteContext {
  readonly catalog: Catalog;
  /** The most rows that a condition may match. */
  readonly maxRows: number;
  /** The instant that `now()` returns. */
  readonly now: Date;
  readonly rows: WriteSteps;
  /** Lists the references to rows of a model that no foreign key of the database protects. */
  readonly looseReferences: (target: Model) => readonly LooseReference[];
  /**
   * Does work in steps between which other requests are served. Fails if the transaction has failed
   * meanwhile.
   */
  readonly inSteps: <T>(steps: Steps<T>) => Promise<T>;
  /** Runs a read in the transaction. */
  readonly query: (statement: Sql) => Promise<readonly (readonly unknown[])[]>;
  /** Runs a write in the transaction. */
  readonly run: (statement: Sql, subject: Subject) => Promise<UpsertResult>;
  /** Returns the difference between the generated numbers of two rows of one statement. */
  readonly readIncrement: () => Promise<bigint>;
  /** True if changes are published, each with the key of its row. */
  readonly isObserved: boolean;
  /** Notes a change of a row, to publish after the commit. */
  readonly note: (model: Model, operation: ChangeEvent['operation'], row: KnownRow) => void;
  /** Notes the models whose rows the database itself changes together with rows of this one. */
  readonly noteCascades: (model: Model, change: Omit<TableChange, 'table'>) => void;
}

/** A row, and the nested write of one of its relations. */
export interface RelatedChange<C extends RelationChange = RelationChange> {
  readonly row: KnownRow;
  readonly change: C;
}
