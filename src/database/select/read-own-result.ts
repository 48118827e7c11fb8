import { readStored, type StoredRow } from '../connection/packet-row.ts';
import type { OwnResult } from '../../model/own-statement.ts';

/** The counts that the driver gives for a write. */
interface DriverCounts {
  readonly affectedRows: number;
  readonly insertId: number | bigint;
}

/** The rows of the driver, with the columns that it attaches to them. */
type DriverRows = readonly StoredRow[] & {
  readonly meta?: readonly { readonly name: () => string }[];
};

/** Reads the names of the columns of rows. */
export function readColumnNames(rows: readonly StoredRow[]): readonly string[] {
  const { meta = [] } = rows as DriverRows; // set by the driver
  return meta.map((column) => column.name());
}

/** Reads the driver's result of a statement of own code. Its rows become objects. */
export function readOwnResult(result: unknown): OwnResult {
  if (!Array.isArray(result)) {
    const { affectedRows, insertId } = result as DriverCounts; // the driver gives nothing else
    return { rows: [], affectedRows, insertId: insertId ? String(insertId) : undefined };
  }
  const rows = result as DriverRows;
  const names = readColumnNames(rows);
  const readRow = (row: StoredRow): Record<string, unknown> =>
    Object.fromEntries(names.map((name, index) => [name, readStored(row, index)]));
  return { rows: rows.map(readRow), affectedRows: 0, insertId: undefined };
}
