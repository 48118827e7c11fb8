import { jsonLength, type Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { buildColumn, type Scope } from './scope.ts';
import type { Sql } from './sql.ts';
import { buildDecoder } from './wire.ts';

/** Which columns a statement reads of a model, and how a row is made of them. */
export interface RowReader {
  /** The fields that a row has. */
  readonly fields: readonly Field[];
  /** The columns of the model's table, in the order that `read` expects them. */
  readonly columns: readonly Sql[];
  /** Makes a row of the driver's array, which it keeps. */
  readonly read: (values: readonly unknown[]) => Record<string, unknown>;
}

const stored = Symbol('stored');

interface StoredRow {
  readonly [stored]: readonly unknown[];
}

/** What a value counts in JSON beside its name and text: quotes and separators, or a number and the like with them. */
const quotesLength = 6;
const plainLength = 9;

/**
 * Builds the reader of every narrow field and those wide ones, whose columns begin at `offset` of the driver's arrays. A
 * row decodes a value when it is asked for it, since most are not; its fields are getters of a class of their own, which
 * costs a tenth of building an object. Rows carry `__typename`, by which interfaces tell them.
 */
export function buildRowReader(scope: Scope, wide: readonly Field[], offset: number): RowReader {
  const { model } = scope;
  const fields = model.fields.filter((field) => !field.wide || wide.includes(field));
  const columns = fields.map((field) => buildColumn(scope, field));

  class ModelRow implements StoredRow {
    readonly [stored]: readonly unknown[];

    constructor(values: readonly unknown[]) {
      this[stored] = values;
    }
  }

  for (const [index, field] of fields.entries()) {
    const decode = buildDecoder(field);
    const position = offset + index;
    Object.defineProperty(ModelRow.prototype, field.name, {
      get(this: StoredRow) {
        return decode(this[stored][position]);
      },
      enumerable: true,
    });
  }
  const namesLength = fields.reduce((length, { name }) => length + name.length, 0);
  Object.defineProperties(ModelRow.prototype, {
    __typename: { value: model.names.type, enumerable: true },
    [jsonLength]: { value: measureJson },
  });

  function measureJson(this: StoredRow): number {
    const values = this[stored];
    let length = namesLength;
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (typeof value === 'string') length += value.length + quotesLength;
      else length += Buffer.isBuffer(value) ? base64Length(value) : plainLength;
    }
    return length;
  }

  return { fields, columns, read: (values) => new ModelRow(values) as unknown as Row };
}

function base64Length(bytes: Buffer): number {
  return Math.ceil(bytes.length / 3) * 4 + quotesLength;
}
