import type { Model } from '../../model/model.ts';
import { mapSteps } from '../../std/in-steps.ts';
import { buildRowId, type KnownRow } from './known-row.ts';
import type { WriteContext } from './write-context.ts';

/** Indexes rows by their ids, each row once. */
export async function indexRows(
  { inSteps }: WriteContext,
  model: Model,
  rows: readonly KnownRow[],
): Promise<ReadonlyMap<string, KnownRow>> {
  return new Map(await inSteps(mapSteps(rows, (row) => [buildRowId(model, row), row] as const)));
}
