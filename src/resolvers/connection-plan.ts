import { type JoinedColumns, buildColumns, type Columns, longFields } from '../model/columns.ts';
import {
  buildAggregateShape,
  buildRowsShape,
  type AggregateShape,
  type Measure,
  type OrderTerm,
  type RowsShape,
} from '../model/load.ts';
import type { Field, JoinTable, Model, Relation } from '../model/model.ts';
import { buildCursorWriter, type CursorWriter } from './cursor.ts';
import { readFilter } from './read-filter.ts';
import { readOrder } from './read-order.ts';
import { readPage, type PageLimits } from './read-page.ts';

/** The rows that a connection pages through, by what they are keyed on. */
export interface ConnectionSource {
  readonly model: Model;
  readonly by: readonly Field[];
  readonly through: JoinTable | undefined;
}

/** What the arguments and the selection of a connection ask for, whoever its parent is. */
export interface ConnectionPlan {
  /** Rows of the page, at most. */
  readonly size: number;
  /** Where it is shown whether the list goes on, one row more than the page holds, which tells. */
  readonly page: RowsShape;
  /** What is read of its rows. */
  readonly columns: Columns;
  /** All measures that are selected, in one load; absent where none is. */
  readonly aggregate: AggregateShape | undefined;
  readonly writeCursor: CursorWriter;
}

/** Where the rows that a relation leads to are paged: keyed on by the owner's key where a table stands between. */
export function relationSource({ target, from, to, through }: Relation): ConnectionSource {
  return { model: target, by: through ? from : to, through };
}

/** What a document selects of a connection, whatever its arguments are. */
export interface ConnectionSelection {
  /** The fields that are needed of its rows. */
  readonly needed: ReadonlySet<Field>;
  readonly joined: readonly JoinedColumns[];
  readonly measures: readonly Measure[];
  /** Whether it is shown that the list goes on, after a page and before one that is read backward. */
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

/** An argument given as null is one that is not given. */
function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

/** Cursors are made of the fields ordered by; those of related rows come with the ordering. */
function withOrderFields(needed: ReadonlySet<Field>, orderBy: readonly OrderTerm[]): ReadonlySet<Field> {
  const ordered = orderBy.flatMap((term) =>
    term.kind === 'field' && term.path.length === 0 ? [term.field] : [],
  );
  return new Set([...needed, ...ordered]);
}
