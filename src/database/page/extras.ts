import type { Row } from '../../model/load.ts';
import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { OrderStep } from '../expression/order.ts';

/** Selects the order values that are not fields of the row. The row carries them for its cursor. */
export function selectExtras(steps: readonly OrderStep[]): readonly OrderStep[] {
  return steps.filter(({ field }) => field === undefined);
}

/** Adds the extras to their row. They begin at `offset` of the driver's array. */
export function addExtras(
  row: Record<string, unknown>,
  values: StoredRow,
  offset: number,
  extras: readonly OrderStep[],
): Row {
  let at = offset;
  for (const { name, decode } of extras) row[name] = decode(readStored(values, at++));
  return row;
}
