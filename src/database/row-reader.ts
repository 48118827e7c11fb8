import { type Along, along, type Columns, coversAlong, jsonLength } from '../model/columns.ts';
import type { Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
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

/**
 * Builds the reader of rows with these columns, which begin at `offset` of the driver's arrays; of what may come along
 * there is what can. A row decodes a value when it is asked for it, since most are not; its fields are getters of a class
 * of their own, which costs a tenth of building an object.
 */
export function buildRowReader(
  scope: Scope,
  { fields, along: wanted }: Pick<Columns, 'fields' | 'along'>,
  offset = 0,
): RowReader {
  const own = fields.map((field) => ({ name: field.name, ...buildShownColumn(scope, field) }));
  const companions = buildCompanions(scope, wanted, offset + own.length);
  const companionOf = rememberEach((asked: Along) => companions.find((each) => coversAlong(each, asked)));
  const partOf = rememberEach((asked: Columns) =>
    buildPart([
      ...placeFields(fields, asked.fields, offset),
      ...asked.along.flatMap((each) => {
        const companion = companionOf(each);
        return companion ? placeFields(companion.fields, each.fields, companion.begin) : [];
      }),
    ]),
  );

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
  Object.defineProperties(ModelRow.prototype, {
    [jsonLength]: {
      value(this: StoredRow, asked: Columns): number {
        return measurePart(partOf(asked), this[stored]);
      },
    },
    [along]: {
      value(this: StoredRow, asked: Along): Row | null | undefined {
        return companionOf(asked)?.read(this[stored]);
      },
    },
  });

  return {
    columns: [...own.map(({ column }) => column), ...companions.flatMap(({ columns }) => columns)],
    joins: join(
      companions.map(({ joined }) => joined),
      '',
    ),
    read: (values) => new ModelRow(values) as unknown as Row,
  };
}

/** Remembers what was built for each object, the last of them above all: rows are asked one after the other. */
function rememberEach<K extends object, V>(build: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  let last: K | undefined;
  let found: { readonly value: V } | undefined;
  return (key) => {
    if (key === last && found) return found.value;
    found = known.get(key) ?? { value: build(key) };
    known.set((last = key), found);
    return found.value;
  };
}

/** A field's place in the driver's arrays. */
interface PlacedField {
  readonly name: string;
  readonly position: number;
}

function placeFields(
  fields: readonly Field[],
  asked: readonly Field[],
  begin: number,
): readonly PlacedField[] {
  return asked.map((field) => ({ name: field.name, position: begin + fields.indexOf(field) }));
}

/** Some fields of a row, as they are measured. */
interface RowPart {
  readonly positions: readonly number[];
  readonly namesLength: number;
}

function buildPart(placed: readonly PlacedField[]): RowPart {
  const positions = placed.map(({ position }) => position);
  return { positions, namesLength: placed.reduce((length, { name }) => length + name.length, 0) };
}

function measurePart({ positions, namesLength }: RowPart, values: Values): number {
  let length = namesLength;
  for (let index = 0; index < positions.length; index++) {
    const value = values[positions[index] ?? 0];
    if (typeof value === 'string') length += value.length + quotesLength;
    else length += typeof value === 'object' && Buffer.isBuffer(value) ? base64Length(value) : plainLength;
  }
  return length;
}

/** How a row that comes along is read. */
interface Companion extends Along {
  readonly joined: Sql;
  /** Where its columns begin in the driver's arrays. */
  readonly begin: number;
  readonly columns: readonly Sql[];
  /** Null where the relation leads to none. */
  readonly read: (values: Values) => Row | null;
}

/** Tables that are joined for what comes along, at most: the servers join 61 in all. */
const companionsMax = 8;

function buildCompanions(from: Scope, wanted: readonly Along[], offset: number): readonly Companion[] {
  const companions: Companion[] = [];
  let begin = offset;
  for (const each of wanted) {
    const index = companions.length < companionsMax ? findJoinIndex(from, each) : undefined;
    if (index === undefined) continue;
    const { relation, fields } = each;
    const { scope, condition } = buildRelated(from, relation, `${from.alias}a${companions.length}`);
    const { columns, read } = buildRowReader(scope, { fields, along: [] }, begin);
    const keyAt = begin + fields.findIndex((field) => field === relation.to[0]);
    companions.push({
      relation,
      fields,
      begin,
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
