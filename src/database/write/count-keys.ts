import type { RowName } from '../../model/change.ts';
import type { UniqueKey } from '../../model/model.ts';

/** Counts the keys by which rows are named. The rows of each are found by one statement. */
export function countKeys(names: readonly RowName[]): number {
  return new Set<UniqueKey>(names.map(({ fields }) => fields)).size;
}
