import { BadUserInputError } from '../../errors.ts';
import type { Change, FieldChange, RelationChange, RowData } from '../../model/change.ts';
import type { Model } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';
import type { Steps } from '../../std/in-steps.ts';
import type { Column } from '../catalog/column.ts';
import { missingColumn } from '../catalog/missing-column.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { encodeForJson } from '../expression/wire.ts';

/**
 * Refuses values that their columns cannot hold, before anything is written. An error of the database names
 * a column and a row of a statement, but a client needs the path in its arguments.
 */
export function* checkChange(change: Change, catalog: Catalog): Steps<void> {
  for (const { model, data } of listRows(change)) {
    for (const field of data.fields) checkField(model, field, catalog);
    yield;
  }
}

/** Lists every row that a change gives values to, at any depth. */
export function* listRows(change: Change): Generator<{ readonly model: Model; readonly data: RowData }> {
  for (const data of roots(change)) yield* listNested(change.model, data);
}

/** Lists the rows that a change itself gives values to, without those of nested writes. */
export function roots(change: Change): readonly RowData[] {
  switch (change.kind) {
    case 'create':
    case 'update':
    case 'updateMany':
      return [change.data];
    case 'createMany':
      return change.rows;
    case 'upsert':
      return [change.create, change.update];
    case 'delete':
    case 'deleteMany':
      return [];
  }
}

function* listNested(
  model: Model,
  data: RowData,
): Generator<{ readonly model: Model; readonly data: RowData }> {
  yield { model, data };
  for (const change of data.relations) {
    for (const row of dataOf(change)) yield* listNested(change.relation.target, row);
  }
}

/** Lists the rows that a change of a relation gives values to. */
export function dataOf(change: RelationChange): readonly RowData[] {
  switch (change.operation) {
    case 'create':
    case 'createMany':
      return change.rows;
    case 'connectOrCreate':
      return change.rows.map(({ create }) => create);
    case 'update':
    case 'updateMany':
      return change.rows.map(({ data }) => data);
    case 'upsert':
      return change.rows.flatMap(({ create, update }) => [create, update]);
    case 'connect':
    case 'set':
    case 'disconnect':
    case 'delete':
    case 'deleteMany':
      return [];
  }
}

function checkField(model: Model, change: FieldChange, catalog: Catalog): void {
  const { field, value, operation, path } = change;
  if (catalog.lacks(model.table, field.column)) throw missingColumn(model, field);
  if (operation === 'divide' && value !== null && Number(value) === 0)
    throw new BadUserInputError(`Argument "${path}": expected a number other than 0, got ${shorten(value)}.`);
  const column = catalog.column(model.table, field.column);
  if (column?.isComputed) {
    const what = `${model.names.type}.${field.name}`;
    throw new BadUserInputError(`Argument "${path}": expected none, since the database computes ${what}.`);
  }
  if (column === undefined || value === null || field.type === 'Json') return;
  const expected = operation === 'set' ? whatFits(column, change, value) : undefined;
  if (expected === undefined) return;
  throw new BadUserInputError(`Argument "${path}": expected ${expected}, got ${shorten(value)}.`);
}

/** Describes the values that a column accepts. Returns undefined if it can hold this one. */
function whatFits(column: Column, { field }: FieldChange, value: PresentValue): string | undefined {
  const isHeld = column.holds(encodeForJson(field, value));
  if (column.characterSet !== undefined) {
    const isLong = column.type.endsWith('text');
    const length = isLong ? Buffer.byteLength(String(value)) : Array.from(String(value)).length;
    if (field.type === 'String' && length > column.length)
      return `at most ${column.length} ${isLong ? 'bytes' : 'characters'}, not ${length}`;
    return isHeld ? undefined : 'characters that the column can hold';
  }
  switch (column.type) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'bigint':
    case 'year':
    case 'bit':
      return isHeld ? undefined : 'a number that the column can hold';
    case 'decimal': {
      const { precision, fractionDigits, unsigned } = column;
      const digits = `a decimal number of at most ${precision - fractionDigits} digits before the point and ${fractionDigits} behind it`;
      return isHeld ? undefined : unsigned ? `${digits}, and not below 0` : digits;
    }
    case 'datetime':
    case 'timestamp':
    case 'time':
      return isHeld ? undefined : `at most ${column.fractionDigits} digits behind the seconds`;
    case 'date':
      return isHeld ? undefined : 'midnight in UTC, since the column holds dates';
    case 'binary':
    case 'varbinary':
      return isHeld ? undefined : `at most ${column.length} bytes`;
    default:
      return undefined;
  }
}

const shownCharacters = 100;

function shorten(value: PresentValue): string {
  const text = JSON.stringify(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
