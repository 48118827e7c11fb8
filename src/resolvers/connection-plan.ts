import { type JoinedColumns, buildColumns, type Columns, longFields } from '../model/columns.ts';
import { buildAggregateShape, buildRowsShape } from '../model/build-shape.ts';
import type { AggregateShape, Measure, OrderTerm, RowsShape } from '../model/load.ts';
import type { Field, JoinTable, Model, Relation } from '../model/model.ts';
import { buildCursorWriter, type CursorWriter } from './cursor.ts';
import { readFilter } from './read-filter.ts';
import { readOrder } from './read-order.ts';
import { readPage, type PageLimits } from './read-page.ts';

/** The rows of a connection, and the fields of their key. */
export interface ConnectionSource {
  readonly model: Model;
  readonly by: readonly Field[];
  readonly through: JoinTable | undefined;
}

/** The loads of a connection for its arguments and selection. It is the same for all parents. */
export interface ConnectionPlan {
  /** The maximum number of rows on the page. */
  readonly size: number;
  /** If the document selects whether more rows follow, it has one row more than the page. */
  readonly page: RowsShape;
  /** The columns of the rows. */
  readonly columns: Columns;
  /** All selected measures, in one load. Absent if none is selected. */
  readonly aggregate: AggregateShape | undefined;
  readonly writeCursor: CursorWriter;
}

/** Builds the source of a to-many relation. With a join table, the key is that of the owner. */
export function relationSource({ target, from, to, through }: Relation): ConnectionSource {
  return { model: target, by: through ? from : to, through };
}

/** The selection of a connection, without its arguments. */
export interface ConnectionSelection {
  /** The fields that the rows must have. */
  readonly needed: ReadonlySet<Field>;
  readonly joined: readonly JoinedColumns[];
  readonly measures: readonly Measure[];
  /**
   * `true` if the document selects whether rows follow the page, or precede one that is read backward.
   */
  readonly showsNext: boolean;
  readonly showsPrevious: boolean;
  readonly showsCursors: boolean;
}

/**
 * Reads the arguments of a connection.
 * @throws BadUserInputError or TooComplexError naming the argument.
 */
export function readConnectionPlan(
  source: ConnectionSource,
  given: Readonly<Record<string, unknown>>,
  { needed, joined, measures, showsNext, showsPrevious, showsCursors }: ConnectionSelection,
  limits: PageLimits,
): ConnectionPlan {
  const { model } = source;
  const orderBy = readOrder(model, given['orderBy']);
  const { size, ...path } = readPage(model, orderBy, given, limits);
  const where = isGiven(given['where']) ? readFilter(model, given['where']) : undefined;
  const limit = (path.backward ? showsPrevious : showsNext) ? size + 1 : Math.max(size, 1);
  const shown = showsCursors ? withOrderFields(needed, orderBy) : needed;
  const columns = buildColumns(model, shown, joined);
  return {
    size,
    page: buildRowsShape({ ...source, ...path, where, orderBy, limit, long: longFields(columns) }),
    columns,
    aggregate: measures.length > 0 ? buildAggregateShape({ ...source, where, measures }) : undefined,
    writeCursor: buildCursorWriter(model, orderBy),
  };
}

/** Checks if an argument is given. Null counts as absent. */
function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

/** Adds the fields of the ordering, which cursors need. Those of related rows come with the ordering. */
function withOrderFields(needed: ReadonlySet<Field>, orderBy: readonly OrderTerm[]): ReadonlySet<Field> {
  const ordered = orderBy.flatMap((term) =>
    term.kind === 'field' && term.path.length === 0 ? [term.field] : [],
  );
  return new Set([...needed, ...ordered]);
}
