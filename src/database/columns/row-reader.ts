import {
  type JoinedColumns,
  joinedRow,
  type Columns,
  coversJoined,
  jsonLength,
} from '../../model/columns.ts';
import type { Row } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { findJoinIndex } from './find-join-index.ts';
import { buildRelated, buildShownColumn, buildTable, hintIndex, type Scope } from '../expression/scope.ts';
import { join, sql, type Sql } from '../sql.ts';

type Values = readonly unknown[];

/** The columns that a statement reads of a model, and the reader of its rows. */
export interface RowReader {
  /** The columns of the model's table and of the joined tables, in the order that `read` expects. */
  readonly columns: readonly Sql[];
  /** The joins of the tables of joined rows. */
  readonly joins: Sql;
  /** Makes a row from the driver's array, which it keeps. */
  readonly read: (values: Values) => Record<string, unknown>;
}

const stored = Symbol('stored');

interface StoredRow {
  readonly [stored]: Values;
}

/** The length of a value in JSON besides its name and text: quotes and separators, or those and a number. */
const quotesLength = 6;
const plainLength = 9;

/**
 * Builds the reader of rows with these columns, which begin at `offset` of the driver's arrays. It joins the
 * relations that can be joined. A row decodes a value when it is read, because most never are. Its fields
 * are getters of a class, which costs a tenth of building an object.
 */
export function buildRowReader(
  scope: Scope,
  { fields, joined: wanted }: Pick<Columns, 'fields' | 'joined'>,
  offset = 0,
): RowReader {
  const own = fields.map((field) => ({ name: field.name, ...buildShownColumn(scope, field) }));
  const readers = buildJoinedReaders(scope, wanted, offset + own.length);
  const readerOf = rememberEach((asked: JoinedColumns) => readers.find((each) => coversJoined(each, asked)));
  const placesOf = rememberEach((asked: Columns) => [
    ...locateFields(fields, asked.fields, offset),
    ...asked.joined.flatMap((each) => {
      const reader = readerOf(each);
      return reader ? locateFields(reader.fields, each.fields, reader.begin) : [];
    }),
  ]);

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
        return measureValues(placesOf(asked), this[stored]);
      },
    },
    [joinedRow]: {
      value(this: StoredRow, asked: JoinedColumns): Row | null | undefined {
        return readerOf(asked)?.read(this[stored]);
      },
    },
  });

  return {
    columns: [...own.map(({ column }) => column), ...readers.flatMap(({ columns }) => columns)],
    joins: join(
      readers.map(({ join: each }) => each),
      '',
    ),
    read: (values) => new ModelRow(values) as unknown as Row,
  };
}

/**
 * Keeps the value built for each object. The last one is checked first, because rows are read one after the
 * other.
 */
function rememberEach<K extends object, V>(build: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, readonly [V]>();
  let last: K | undefined;
  let found: readonly [V] | undefined;
  return (key) => {
    if (key !== last || !found) known.set((last = key), (found = known.get(key) ?? [build(key)]));
    return found[0];
  };
}

/** The position of a field in the driver's arrays. */
interface FieldPosition {
  readonly name: string;
  readonly position: number;
}

function locateFields(
  all: readonly Field[],
  asked: readonly Field[],
  begin: number,
): readonly FieldPosition[] {
  return asked.map((field) => ({ name: field.name, position: begin + all.indexOf(field) }));
}

function measureValues(positions: readonly FieldPosition[], values: Values): number {
  let length = 0;
  for (const { name, position } of positions) {
    const value = values[position];
    if (typeof value === 'string') length += name.length + value.length + quotesLength;
    else if (typeof value === 'object' && Buffer.isBuffer(value)) length += name.length + base64Length(value);
    else length += name.length + plainLength;
  }
  return length;
}

/** The reader of a joined row. */
interface JoinedReader extends JoinedColumns {
  readonly join: Sql;
  /** The position of its first column in the driver's arrays. */
  readonly begin: number;
  readonly columns: readonly Sql[];
  /** Reads the row, or null if the relation has none. */
  readonly read: (values: Values) => Row | null;
}

/** The maximum number of joined tables. The servers allow 61 in a statement. */
const joinedMax = 8;

function buildJoinedReaders(
  from: Scope,
  wanted: readonly JoinedColumns[],
  offset: number,
): readonly JoinedReader[] {
  const readers: JoinedReader[] = [];
  let begin = offset;
  for (const each of wanted) {
    const index = readers.length < joinedMax ? findJoinIndex(from, each) : undefined;
    if (index === undefined) continue;
    const { relation, fields } = each;
    const { scope, condition } = buildRelated(from, relation, `${from.alias}a${readers.length}`);
    const { columns, read } = buildRowReader(scope, { fields, joined: [] }, begin);
    const keyAt = begin + fields.findIndex((field) => field === relation.to[0]);
    readers.push({
      relation,
      fields,
      begin,
      // For a very small table MySQL would build a hash, and read all rows of the other table for it.
      join: sql` LEFT JOIN ${buildTable(scope)}${hintIndex(index)} ON ${condition}`,
      columns,
      read: (values) => (values[keyAt] === null ? null : read(values)),
    });
    begin += columns.length;
  }
  return readers;
}

function base64Length(bytes: Buffer): number {
  return Math.ceil(bytes.length / 3) * 4 + quotesLength;
}
