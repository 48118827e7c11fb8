import type { Key, Row } from './load.ts';
import type { Field, Model, Relation } from './model.ts';

/** The columns that a load shows of rows. Which rows they are does not depend on them. */
export interface Columns {
  /** Equal for equal columns. */
  readonly id: string;
  /** In the order of the model. */
  readonly fields: readonly Field[];
  /** Rows of to-one relations, to be read by the same statement where it can read both. */
  readonly joined: readonly JoinedColumns[];
}

/** The keys and columns that are requested of a shape at once. */
export interface Asked {
  /** All different, at least one. */
  readonly keys: readonly Key[];
  readonly columns: Columns;
}

/** The row that a to-one relation leads to, as a part of the row that refers to it. */
export interface JoinedColumns {
  readonly relation: Relation;
  /** The fields that it has, and no others; those that the relation leads to among them. */
  readonly fields: readonly Field[];
}

/** Under this name a row gives its joined rows. */
export const joinedRow: unique symbol = Symbol('joined');

/** Under this name a row gives how many characters JSON needs at most for columns of it, without decoding them. */
export const jsonLength: unique symbol = Symbol('jsonLength');

/** The columns of a load that shows no rows, as an aggregate does. */
export const noColumns: Columns = Object.freeze({ id: '', fields: [], joined: [] });

/** Builds columns of a model. Where nothing is shown of a row, its key is. */
export function buildColumns(
  { fields, key, relations }: Model,
  shown: ReadonlySet<Field>,
  joined: readonly JoinedColumns[] = [],
): Columns {
  const own = shown.size > 0 ? fields.filter((field) => shown.has(field)) : key;
  // Equal columns are equal texts, whatever order a document shows them in.
  const others = relations.flatMap((relation) => joined.filter((each) => each.relation === relation));
  return { id: [describe(own), ...others.map(describeJoined)].join(' '), fields: own, joined: others };
}

/** Builds the columns of a joined relation, of which these fields are shown. */
export function buildJoinedColumns(relation: Relation, shown: ReadonlySet<Field>): JoinedColumns {
  const { target, to } = relation;
  return { relation, fields: target.fields.filter((field) => shown.has(field) || to.includes(field)) };
}

/** Gives the fields without a small bound. */
export function longFields({ fields }: Pick<Columns, 'fields'>): readonly Field[] {
  return fields.filter(({ long }) => long);
}

/** Unites columns of a model: the least that covers each of them. */
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

/** Whether the first columns have all of the others among them. */
export function coversColumns(some: Columns, others: Columns): boolean {
  return (
    some.id === others.id ||
    (others.fields.every((field) => some.fields.includes(field)) &&
      others.joined.every((each) => some.joined.some((candidate) => coversJoined(candidate, each))))
  );
}

/** Whether a joined row can stand for another part of the same row. */
export function coversJoined(some: JoinedColumns, other: JoinedColumns): boolean {
  return some.relation === other.relation && other.fields.every((field) => some.fields.includes(field));
}

/** The joined row, with those fields at least; null where the relation leads to none, undefined where it was not read. */
export function readJoined(row: Row, asked: JoinedColumns): Row | null | undefined {
  return (row as RowWithJoined)[joinedRow]?.(asked);
}

interface RowWithJoined {
  readonly [joinedRow]?: (asked: JoinedColumns) => Row | null | undefined;
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
