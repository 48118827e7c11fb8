import { deleteRows } from './change-rows.ts';
import type { KnownRow, Subject, WriteContext } from './write-context.ts';

/** Deletes rows, with what goes with them where the database does not see to it. */
export async function removeRows(
  context: WriteContext,
  rows: readonly KnownRow[],
  subject: Subject,
): Promise<void> {
  await deleteRows(context, rows, subject);
}
