import type { Key, Row, ViewerValues } from './load.ts';
import type { Field, Model, Relation } from './model.ts';
import type { JsonWriter } from '../std/json-writer.ts';

/** The columns that a load needs of its rows. They have no effect on which rows those are. */
export interface Columns {
  /** Equal for equal columns. */
  readonly id: string;
  /** In the order of the model. */
  readonly fields: readonly Field[];
  /** Joined relations, whose rows the same statement reads if it can. */
  readonly joined: readonly JoinedColumns[];
}

/** The keys and columns of one request for a shape. */
export interface Asked {
  /** At least one key, and no key twice. */
  readonly keys: readonly Key[];
  readonly columns: Columns;
  /** The values of the viewer, if rules compare with them and all keys are one viewer's. */
  readonly viewer?: ViewerValues | undefined;
}

/** A joined relation: the related row as a part of the row that refers to it. */
export interface JoinedColumns {
  readonly relation: Relation;
  /** The columns of the related row, with those of its own references. */
  readonly fields: readonly Field[];
}

/** The access to the rows of one statement, besides the values of their fields. */
export interface RowSource {
  /** The writers of fields by their names, except of those whose values are always read. */
  readonly writers: Readonly<Record<string, FieldWriter>>;
  /** Finds the function that measures these columns of a row: at most how long they are as JSON. */
  readonly measure: (asked: Columns) => (row: Row) => number;
  /**
   * Finds the reader of the joined rows, which have at least these columns. It returns null if no row is
   * related. Undefined if they were not read.
   */
  readonly findJoined: (asked: JoinedColumns) => ((row: Row) => Row | null) | undefined;
}

/**
 * Writes the value of a field of a row as JSON without decoding it. Returns false, having written nothing,
 * if the value must be read instead.
 */
export type FieldWriter = (row: Row, out: JsonWriter) => boolean;

/**
 * A row that a statement has read. Both names are none of a field. Properties by symbols would be slower,
 * because a row has a class for each statement.
 */
export interface SourcedRow {
  /** The same for all rows of a statement. */
  readonly $source: RowSource;
  /** The row as the driver has returned it. */
  readonly $stored: unknown;
}

/** Returns the source of a row. Undefined if no statement has read it. */
export function sourceOf(row: Row): RowSource | undefined {
  return (row as Partial<SourcedRow>).$source;
}

/** The columns of a load without rows, such as an aggregate. */
export const noColumns: Columns = Object.freeze({ id: '', fields: [], joined: [] });

/** Builds the columns of a load. If none is selected, they are those of the key. */
export function buildColumns(
  { fields, key, relations }: Model,
  shown: ReadonlySet<Field>,
  joined: readonly JoinedColumns[] = [],
): Columns {
  const own = shown.size > 0 ? fields.filter((field) => shown.has(field)) : key;
  // Equal columns give equal texts, whatever their order in the document.
  const others = relations.flatMap((relation) => joined.filter((each) => each.relation === relation));
  return { id: [describe(own), ...others.map(describeJoined)].join(' '), fields: own, joined: others };
}

/** Builds a joined relation with the selected columns of its row. */
export function buildJoinedColumns(relation: Relation, shown: ReadonlySet<Field>): JoinedColumns {
  const { target, to } = relation;
  return { relation, fields: target.fields.filter((field) => shown.has(field) || to.includes(field)) };
}

/** Lists the columns without a small bound. */
export function longFields({ fields }: Pick<Columns, 'fields'>): readonly Field[] {
  return fields.filter(({ long }) => long);
}

/** Unites columns of a model. The result is the smallest that covers each of them. */
export function uniteColumns(model: Model, all: readonly Columns[]): Columns {
  const [first = noColumns, ...others] = all;
  if (others.every((each) => coversColumns(first, each))) return first;
  const relations = Map.groupBy(
    all.flatMap((each) => each.joined),
    ({ relation }) => relation,
  );
  const joined = [...relations].map(([relation, parts]) => buildJoinedColumns(relation, uniteFields(parts)));
  return buildColumns(model, uniteFields(all), joined);
}

/** Checks if the first columns include all of the others. */
export function coversColumns(some: Columns, others: Columns): boolean {
  return (
    some.id === others.id ||
    (others.fields.every((field) => some.fields.includes(field)) &&
      others.joined.every((each) => some.joined.some((candidate) => coversJoined(candidate, each))))
  );
}

/** Checks if one joined relation has everything that another one of the same row needs. */
export function coversJoined(some: JoinedColumns, other: JoinedColumns): boolean {
  return some.relation === other.relation && other.fields.every((field) => some.fields.includes(field));
}

function uniteFields(all: readonly { readonly fields: readonly Field[] }[]): ReadonlySet<Field> {
  return new Set(all.flatMap(({ fields }) => fields));
}

function describe(fields: readonly Field[]): string {
  return fields.map(({ name }) => name).join(' ');
}

function describeJoined({ relation, fields }: JoinedColumns): string {
  return `${relation.name}(${describe(fields)})`;
}
