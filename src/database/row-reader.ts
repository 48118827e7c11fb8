import type { Field } from '../model/model.ts';
import { buildColumn, type Scope } from './scope.ts';
import type { Sql } from './sql.ts';
import { buildDecoder } from './wire.ts';

/** Which columns a statement reads of a model, and how a row is made of them. */
export interface RowReader {
  /** The columns of the model's table, in the order that `read` expects them. */
  readonly columns: readonly Sql[];
  /** Makes a new row of the driver's array, whose model columns begin at `offset`. */
  readonly read: (values: readonly unknown[], offset: number) => Record<string, unknown>;
}

/** Builds the reader of every narrow field and those wide ones. Rows carry `__typename`, by which interfaces tell them. */
export function buildRowReader(scope: Scope, wide: readonly Field[]): RowReader {
  const { model } = scope;
  const fields = model.fields.filter((field) => !field.wide || wide.includes(field));
  const decoders = fields.map((field) => ({ name: field.name, decode: buildDecoder(field) }));
  const columns = fields.map((field) => buildColumn(scope, field));
  const read = (values: readonly unknown[], offset: number): Record<string, unknown> => {
    const row: Record<string, unknown> = { __typename: model.names.type };
    for (const [index, { name, decode }] of decoders.entries()) row[name] = decode(values[offset + index]);
    return row;
  };
  return { columns, read };
}
