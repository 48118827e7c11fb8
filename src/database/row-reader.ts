import { along, type Along, jsonLength, type Row } from '../model/load.ts';
import type { Field, Model } from '../model/model.ts';
import { findJoinIndex } from './find-join-index.ts';
import { buildRelated, buildShownColumn, buildTable, hintIndex, type Scope } from './scope.ts';
import { join, sql, type Sql } from './sql.ts';

type Values = readonly unknown[];

/** Which columns a statement reads of a model, and how a row is made of them. */
export interface RowReader {
  /** The columns of the model's table and of those joined to it, in the order that `read` expects them. */
  readonly columns: readonly Sql[];
  /** What joins the tables of the rows that come along. */
  readonly joins: Sql;
  /** Makes a row of the driver's array, which it keeps. */
  readonly read: (values: Values) => Record<string, unknown>;
}

const stored = Symbol('stored');

interface StoredRow {
  readonly [stored]: Values;
}

/** What a value counts in JSON beside its name and text: quotes and separators, or a number and the like with them. */
const quotesLength = 6;
const plainLength = 9;

/** The fields that a row of a model has: every narrow one, and those wide ones. */
export function rowFields(model: Model, wide: readonly Field[]): readonly Field[] {
  return model.fields.filter((field) => !field.wide || wide.includes(field));
}

/**
 * Builds the reader of rows with these fields, whose columns begin at `offset` of the driver's arrays, and of what of
 * `wanted` can come along with them. A row decodes a value when it is asked for it, since most are not; its fields are
 * getters of a class of their own, which costs a tenth of building an object.
 */
export function buildRowReader(
  scope: Scope,
  fields: readonly Field[],
  offset: number,
  wanted: readonly Along[] = [],
): RowReader {
  const own = fields.map((field) => ({ name: field.name, ...buildShownColumn(scope, field) }));
  const companions = buildCompanions(scope, wanted, offset + own.length);

  class ModelRow implements StoredRow {
    readonly [stored]: Values;

    constructor(values: Values) {
      this[stored] = values;
    }
  }

  for (const [index, { name, decode }] of own.entries()) {
    const position = offset + index;
    Object.defineProperty(ModelRow.prototype, name, {
      get(this: StoredRow) {
        return decode(this[stored][position]);
      },
      enumerable: true,
    });
  }
  const all = [...fields, ...companions.flatMap((companion) => companion.fields)];
  const namesLength = all.reduce((length, { name }) => length + name.length, 0);
  const known = new WeakMap<Along, Companion | undefined>();
  Object.defineProperties(ModelRow.prototype, {
    [jsonLength]: { value: measureJson },
    [along]: { value: readCompanion },
  });

  function measureJson(this: StoredRow): number {
    const values = this[stored];
    let length = namesLength;
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (typeof value === 'string') length += value.length + quotesLength;
      else length += typeof value === 'object' && Buffer.isBuffer(value) ? base64Length(value) : plainLength;
    }
    return length;
  }

  function readCompanion(this: StoredRow, asked: Along): Row | null | undefined {
    if (companions.length === 0) return undefined;
    if (!known.has(asked))
      known.set(
        asked,
        companions.find((each) => covers(each, asked)),
      );
    return known.get(asked)?.read(this[stored]);
  }

  return {
    columns: [...own.map(({ column }) => column), ...companions.flatMap(({ columns }) => columns)],
    joins: join(
      companions.map(({ joined }) => joined),
      '',
    ),
    read: (values) => new ModelRow(values) as unknown as Row,
  };
}

/** How a row that comes along is read. */
interface Companion extends Pick<Along, 'relation' | 'fields'> {
  readonly joined: Sql;
  readonly columns: readonly Sql[];
  /** Null where the relation leads to none. */
  readonly read: (values: Values) => Row | null;
}

/** Tables that are joined for what comes along, at most: the servers join 61 in all. */
const companionsMax = 8;

function covers({ relation, fields }: Companion, asked: Along): boolean {
  return relation === asked.relation && asked.fields.every((field) => fields.includes(field));
}

function buildCompanions(from: Scope, wanted: readonly Along[], offset: number): readonly Companion[] {
  const companions: Companion[] = [];
  let begin = offset;
  for (const each of wanted) {
    const index = companions.length < companionsMax ? findJoinIndex(from, each) : undefined;
    if (index === undefined) continue;
    const { relation, fields } = each;
    const { scope, condition } = buildRelated(from, relation, `${from.alias}a${companions.length}`);
    const { columns, read } = buildRowReader(scope, fields, begin);
    const keyAt = begin + fields.findIndex((field) => field === relation.to[0]);
    companions.push({
      relation,
      fields,
      // Of a very small table MySQL would make a hash, and read all rows of the other one for it.
      joined: sql` LEFT JOIN ${buildTable(scope)}${hintIndex(index)} ON ${condition}`,
      columns,
      read: (values) => (values[keyAt] === null ? null : read(values)),
    });
    begin += columns.length;
  }
  return companions;
}

function base64Length(bytes: Buffer): number {
  return Math.ceil(bytes.length / 3) * 4 + quotesLength;
}
