import {
  buildAggregateShape,
  buildRowsShape,
  type AggregateShape,
  type Along,
  type OrderTerm,
  type RowsShape,
} from '../model/load.ts';
import type { Field, JoinTable, Model, Relation } from '../model/model.ts';
import { buildCursorWriter, type CursorWriter } from './cursor.ts';
import { selectedMeasures, selectedNames, type Selection, selectedWideFields } from './look-ahead.ts';
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

/**
 * Reads the arguments of a connection and what is selected of it; `along` is what may come with its rows.
 * @throws BadUserInputError or TooComplexError naming the argument.
 */
export function readConnectionPlan(
  source: ConnectionSource,
  given: Readonly<Record<string, unknown>>,
  info: Selection,
  limits: PageLimits,
  along: readonly Along[] = [],
): ConnectionPlan {
  const { model } = source;
  const orderBy = readOrder(model, given['orderBy']);
  const { size, ...place } = readPage(model, orderBy, given, limits);
  const where = isGiven(given['where']) ? readFilter(model, given['where']) : undefined;
  const wide = withOrderFields(model, selectedWideFields(model, info, toRows), orderBy);
  const measures = selectedMeasures(model, info);
  const shown = selectedNames(model, info, ['pageInfo']);
  const isMoreShown = shown.has(place.backward ? 'hasPreviousPage' : 'hasNextPage');
  const limit = isMoreShown ? size + 1 : Math.max(size, 1);
  return {
    size,
    page: buildRowsShape({ ...source, ...place, where, orderBy, limit, wide, along }),
    figures: measures.length > 0 ? buildAggregateShape({ ...source, where, measures }) : undefined,
    writeCursor: buildCursorWriter(model, orderBy),
  };
}

/** Where a connection's rows are selected. */
export const toRows = [['nodes'], ['edges', 'node']];

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
