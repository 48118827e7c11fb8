import type { Row } from '../../model/load.ts';
import type { OrderStep } from '../expression/order.ts';

/** Selects what rows are ordered by beyond their own fields, which they carry for their cursors. */
export function selectExtras(steps: readonly OrderStep[]): readonly OrderStep[] {
  return steps.filter(({ field }) => field === undefined);
}

/** Adds the extras, which begin at `offset` of the driver's array, to their row. */
export function addExtras(
  row: Record<string, unknown>,
  values: readonly unknown[],
  offset: number,
  extras: readonly OrderStep[],
): Row {
  for (const [index, { name, decode }] of extras.entries()) row[name] = decode(values[offset + index]);
  return row;
}
