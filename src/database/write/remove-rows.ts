import { mapSteps } from '../../std/in-steps.ts';
import { deleteRows } from './change-rows.ts';
import { keepOnDelete } from './keep-references.ts';
import { buildRowId, type KnownRow } from './known-row.ts';
import type { Subject, WriteContext } from './write-context.ts';

/** Deletes rows, and applies `onDelete` to those that refer to them if the database has no foreign key. */
export async function removeRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  subject: Subject,
  going: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (rows.length === 0) return;
  const ids = await context.inSteps(mapSteps(rows, (row) => buildRowId(subject.model, row)));
  const all = new Set([...going, ...ids]);
  await keepOnDelete(context, rows, subject, all);
  await deleteRows(context, rows, subject);
}
