import {
  type Columns,
  coversJoined,
  type FieldWriter,
  type JoinedColumns,
  type RowSource,
  type SourcedRow,
} from '../../model/columns.ts';
import type { Rights, Row } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { PacketRow, readLength, readStored, type StoredRow } from '../connection/packet-row.ts';
import { findJoinIndex } from './find-join-index.ts';
import { buildShownColumn } from '../expression/masked-column.ts';
import { buildRelated, buildTable, hintIndex, type Scope } from '../expression/scope.ts';
import { buildCrossing } from '../expression/where.ts';
import { join, sql, type Sql } from '../sql.ts';
import { buildStoredWriter } from './stored-writer.ts';

/** The columns that a statement reads of a model, and the reader of its rows. */
export interface RowReader {
  /** The columns of the model's table and of the joined tables, in the order that `read` expects. */
  readonly columns: readonly Sql[];
  /** The joins of the tables of joined rows. */
  readonly joins: Sql;
  /** Makes a row from the driver's row, which it keeps. */
  readonly read: (values: StoredRow) => Record<string, unknown>;
}

/** A row that keeps the driver's row. */
interface ReadRow extends SourcedRow {
  readonly $stored: StoredRow;
}

/** The length of a value in JSON besides its name and text: quotes and separators, or those and a number. */
const quotesLength = 6;
const plainLength = 9;
const instantLength = 32;

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
  const findJoined = rememberEach((asked: JoinedColumns) =>
    readers.find((each) => coversJoined(each, asked)),
  );
  const source: RowSource = {
    writers: buildFieldWriters(fields, offset),
    measure: rememberEach((asked) =>
      buildMeasure([
        ...locateFields(fields, asked.fields, offset),
        ...asked.joined.flatMap((each) => {
          const reader = findJoined(each);
          return reader ? locateFields(reader.fields, each.fields, reader.begin) : [];
        }),
      ]),
    ),
    findJoined: rememberEach((asked) => {
      const reader = findJoined(asked);
      return reader && ((row) => reader.read(storedOf(row)));
    }),
  };

  class ModelRow {
    readonly $stored: StoredRow;

    constructor(stored: StoredRow) {
      this.$stored = stored;
    }
  }

  Object.defineProperty(ModelRow.prototype, '$source', { value: source });
  for (const [index, { name, decode }] of own.entries()) {
    const position = offset + index;
    Object.defineProperty(ModelRow.prototype, name, {
      get(this: ReadRow) {
        return decode(readStored(this.$stored, position));
      },
      enumerable: true,
    });
  }

  return {
    columns: [...own.map(({ column }) => column), ...readers.flatMap(({ columns }) => columns)],
    joins: join(
      readers.map(({ join: each }) => each),
      '',
    ),
    read: (values) => new ModelRow(values) as unknown as Row,
  };
}

/** Builds the writers of fields by their names, for the rows that `read` makes. */
function buildFieldWriters(fields: readonly Field[], offset: number): Readonly<Record<string, FieldWriter>> {
  const writers = fields.flatMap((field, index): [string, FieldWriter][] => {
    const write = buildStoredWriter(field, offset + index);
    return write ? [[field.name, (row, out) => write(storedOf(row), out)]] : [];
  });
  return Object.fromEntries(writers);
}

/** Returns the driver's row of a row that a statement has read. */
function storedOf(row: Row): StoredRow {
  return (row as unknown as ReadRow).$stored;
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

function buildMeasure(positions: readonly FieldPosition[]): (row: Row) => number {
  const names = positions.reduce((sum, { name }) => sum + name.length, 0);
  return (row) => {
    const stored = storedOf(row);
    let length = names;
    for (const { position } of positions) length += measureValue(stored, position);
    return length;
  };
}

function measureValue(row: StoredRow, position: number): number {
  if (row instanceof PacketRow) {
    const form = row.format.forms[position];
    const start = row.format.locate(row, position);
    if (start < 0 || form === 'fixed' || form === 'int') return plainLength;
    if (form === 'instant') return instantLength;
    const bytes = readLength(row.bytes, start);
    return form === 'text' ? bytes + quotesLength : base64Length(bytes);
  }
  const value = row[position];
  if (typeof value === 'string') return value.length + quotesLength;
  return Buffer.isBuffer(value) ? base64Length(value.length) : plainLength;
}

/** The reader of a joined row. */
interface JoinedReader extends JoinedColumns {
  readonly join: Sql;
  /** The position of its first column in the driver's arrays. */
  readonly begin: number;
  readonly columns: readonly Sql[];
  /** Reads the row, or null if the relation has none. */
  readonly read: (values: StoredRow) => Row | null;
}

const noRights: Rights = { masks: new Map(), joined: new Map(), operands: [] };

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
    const rights = from.rights?.joined.get(relation);
    if (from.rights && rights === undefined) continue;
    const related = buildRelated(from, relation, `${from.alias}a${readers.length}`);
    const scope = from.rights ? { ...related.scope, rights: { ...noRights, ...rights } } : related.scope;
    const { columns, read } = buildRowReader(scope, { fields, joined: [] }, begin);
    const keyAt = begin + fields.findIndex((field) => field === relation.to[0]);
    readers.push({
      relation,
      fields,
      begin,
      // For a very small table MySQL would build a hash, and read all rows of the other table for it.
      join: sql` LEFT JOIN ${buildTable(scope)}${hintIndex(index)} ON ${buildCrossing(rights ?? {}, related, from)}`,
      columns,
      read: (values) => (readStored(values, keyAt) === null ? null : read(values)),
    });
    begin += columns.length;
  }
  return readers;
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4 + quotesLength;
}
