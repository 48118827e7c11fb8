import {
  buildAggregateShape,
  buildRowsShape,
  type AggregateShape,
  type Along,
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
  /** All figures that are selected, in one load; absent where none is. */
  readonly figures: AggregateShape | undefined;
  readonly writeCursor: CursorWriter;
}

/** Where the rows that a relation leads to are paged: keyed on by the owner's key where a table stands between. */
export function relationSource({ target, from, to, through }: Relation): ConnectionSource {
  return { model: target, by: through ? from : to, through };
}

/** What a document selects of a connection, whatever its arguments are. */
export interface ConnectionSelection {
  /** The wide fields that are selected of its rows. */
  readonly wide: readonly Field[];
  readonly measures: readonly Measure[];
  /** Whether it is shown that the list goes on, after a page and before one that is read backward. */
  readonly showsNext: boolean;
  readonly showsPrevious: boolean;
}

/**
 * Reads the arguments of a connection; `along` is what may come with its rows.
 * @throws BadUserInputError or TooComplexError naming the argument.
 */
export function readConnectionPlan(
  source: ConnectionSource,
  given: Readonly<Record<string, unknown>>,
  { wide, measures, showsNext, showsPrevious }: ConnectionSelection,
  limits: PageLimits,
  along: readonly Along[] = [],
): ConnectionPlan {
  const { model } = source;
  const orderBy = readOrder(model, given['orderBy']);
  const { size, ...place } = readPage(model, orderBy, given, limits);
  const where = isGiven(given['where']) ? readFilter(model, given['where']) : undefined;
  const limit = (place.backward ? showsPrevious : showsNext) ? size + 1 : Math.max(size, 1);
  const read = withOrderFields(model, wide, orderBy);
  return {
    size,
    page: buildRowsShape({ ...source, ...place, where, orderBy, limit, wide: read, along }),
    figures: measures.length > 0 ? buildAggregateShape({ ...source, where, measures }) : undefined,
    writeCursor: buildCursorWriter(model, orderBy),
  };
}

/** An argument given as null is one that is not given. */
function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

/** Cursors are made of the fields ordered by, so these are read too; those of related rows come with the ordering. */
function withOrderFields(
  model: Model,
  wide: readonly Field[],
  orderBy: readonly OrderTerm[],
): readonly Field[] {
  const ordered = new Set(
    orderBy.flatMap((term) => (term.kind === 'field' && term.path.length === 0 ? [term.field] : [])),
  );
  return model.fields.filter((field) => field.wide && (ordered.has(field) || wide.includes(field)));
}
