import { ConstraintError, ContentionError } from '../../errors.ts';
import type { Value } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { join, name, sql } from '../sql.ts';
import { set, setToNull, touch } from './assignments.ts';
import { keepOnUpdate } from './keep-references.ts';
import { buildKeysCondition, keysPerStatement } from './keys-condition.ts';
import type { KnownRow } from './known-row.ts';
import { buildChanged } from './operand.ts';
import { sortByValues } from './sort-by-values.ts';
import type { Assignments, Subject, WriteContext } from './write-context.ts';

/** Updates rows by their keys, and returns how many exist. */
export async function updateRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  assignments: Assignments,
  subject: Subject,
): Promise<number> {
  const { model } = subject;
  if (rows.length === 0 || assignments.size === 0) return rows.length;
  await keepOnUpdate(context, rows, assignments, subject);
  const changes = join(
    Array.from(assignments.values(), (change) => sql`${name(change.field.column)} = ${buildChanged(change)}`),
    ', ',
  );
  let count = 0;
  for (const some of chunk(await sortRows(context, model, rows))) {
    const condition = buildKeysCondition(model.key, some);
    const { affectedRows } = await context.run(
      sql`UPDATE ${name(model.table)} SET ${changes} WHERE ${condition}`,
      subject,
    );
    count += affectedRows;
  }
  await context.inSteps(mapSteps(rows, (row) => context.note(model, 'update', row)));
  const columns = Array.from(assignments.keys(), ({ column }) => column);
  context.noteCascades(model, { operation: 'update', columns });
  return count;
}

/** Deletes rows by their keys. */
export async function deleteRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  subject: Subject,
): Promise<void> {
  const { model } = subject;
  for (const some of chunk(await sortRows(context, model, rows))) {
    await context.run(
      sql`DELETE FROM ${name(model.table)} WHERE ${buildKeysCondition(model.key, some)}`,
      subject,
    );
  }
  await context.inSteps(mapSteps(rows, (row) => context.note(model, 'delete', row)));
  if (rows.length > 0) context.noteCascades(model, { operation: 'delete', columns: [] });
}

/** Makes rows refer to another one. */
export async function linkRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  reference: KnownRow,
  subject: Subject,
): Promise<void> {
  const references = new Map(Array.from(reference, ([field, value]) => [field, set(field, value)]));
  const assignments = touch(context, subject.model, references);
  const count = await updateRows(context, rows, assignments, subject);
  if (count < rows.length) throw new ContentionError('A row was deleted by another transaction.');
}

/**
 * Unlinks rows by setting the nullable fields of the reference to NULL. One such field is enough.
 * @throws ConstraintError if the reference has no nullable field.
 */
export async function unlinkRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  fields: readonly Field[],
  subject: Subject,
): Promise<void> {
  if (rows.length === 0) return;
  const assignments = setToNull(fields);
  const { type } = subject.model.names;
  if (assignments.size === 0) {
    throw new ConstraintError(
      `Argument "${subject.path}": expected every ${type} to keep the row that it must refer to.`,
      undefined,
      { fields: fields.filter(({ hidden }) => !hidden).map((field) => field.name) },
    );
  }
  await updateRows(context, rows, assignments, subject);
}

function sortRows(
  { inSteps }: WriteContext,
  { key }: Model,
  rows: readonly KnownRow[],
): Promise<readonly KnownRow[]> {
  return inSteps(sortByValues(rows, (row) => key.map((field): Value => row.get(field) ?? null)));
}

function* chunk(rows: readonly KnownRow[]): Generator<readonly KnownRow[]> {
  for (let at = 0; at < rows.length; at += keysPerStatement) yield rows.slice(at, at + keysPerStatement);
}
