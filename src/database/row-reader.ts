import type { Row } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { name, sql, type Sql } from './sql.ts';
import { modelTable } from './statement.ts';
import { buildDecoder } from './wire.ts';

/** Which columns a statement reads of a model, and how a row is made of them. */
export interface RowReader {
  /** The columns of the model's table, in the order that `read` expects them. */
  readonly columns: readonly Sql[];
  /** Makes a row of the driver's array, whose model columns begin at `offset`. */
  readonly read: (values: readonly unknown[], offset: number) => Row;
}

/** Builds the reader of every narrow field and those wide ones. Rows carry `__typename`, by which interfaces tell them. */
export function buildRowReader(model: Model, wide: readonly Field[]): RowReader {
  const fields = model.fields.filter((field) => !field.wide || wide.includes(field));
  const decoders = fields.map((field) => ({ name: field.name, decode: buildDecoder(field) }));
  const columns = fields.map((field) => sql`${modelTable}.${name(field.column)}`);
  const read = (values: readonly unknown[], offset: number): Row => {
    const row: Record<string, unknown> = { __typename: model.names.type };
    for (const [index, { name, decode }] of decoders.entries()) row[name] = decode(values[offset + index]);
    return row;
  };
  return { columns, read };
}
