import type { Session } from '../../loaders/session.ts';
import { buildColumns, longFields } from '../../model/columns.ts';
import { buildRowShape } from '../../model/build-shape.ts';
import { buildKey, type Row } from '../../model/load.ts';
import type { Field, Model } from '../../model/model.ts';
import type { PresentValue } from '../../model/read-value.ts';

/** The row of a model that has a value in a unique field. */
export interface OneRow {
  readonly model: Model;
  readonly field: Field;
  readonly value: PresentValue;
}

/**
 * Loads one row with all of its columns, hidden ones too. It shares its statement with equal loads of other
 * requests. Returns null if there is none. @throws The error of the load, or of a value that cannot be read.
 */
export async function loadOneRow(session: Session, { model, field, value }: OneRow): Promise<Row | null> {
  const columns = buildColumns(model, new Set(model.fields));
  const shape = buildRowShape({ model, by: [field], long: longFields(columns) });
  const [row] = await session.load(shape, { keys: [buildKey([value])], columns }, []);
  if (row instanceof Error) throw row;
  if (row === undefined || row === null) return null;
  const copy: Record<string, unknown> = {};
  for (const { name } of model.fields) {
    if (row[name] instanceof Error) throw row[name];
    copy[name] = row[name];
  }
  return copy;
}
