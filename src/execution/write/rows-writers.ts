import { BadDataError, InternalError } from '../../errors.ts';
import { type FieldWriter, type RowSource, sourceOf } from '../../model/columns.ts';
import type { Aggregate, RowsShape } from '../../model/load.ts';
import type { ConnectionPlan } from '../../resolvers/connection-plan.ts';
import { noRow } from '../../resolvers/read-key.ts';
import type { LoadedLevel, LoadedPages, LoadedRows, WrittenSpans } from '../load/loaded.ts';
import type { Position } from '../position.ts';
import { fail, type Writing } from '../run.ts';
import { buildLeafWriter, buildTextWriter } from './leaf-writer.ts';
import { type Items, type Pending, type ValueWriter, writeList, writeNullable } from './value-writer.ts';

/** A writer of the rows of a level. */
export type RowWriter = ValueWriter<LoadedLevel>;
/** A writer of a page, by the number of its key. The number is `noRow` if the parent has no page. */
export type PagesWriter = ValueWriter<LoadedPages>;

/** One of the writers of a lookup's rows. */
export interface RelatedRow {
  readonly number: number;
  readonly position: Position;
  readonly write: RowWriter;
}

/** Builds the writer of a field of a row. Most values are written as they are stored. */
export function buildFieldWriter(
  position: Position,
  type: Parameters<typeof buildLeafWriter>[1],
  name: string,
): RowWriter {
  const writeRead = buildLeafWriter<LoadedLevel>(position, type, ({ rows }, number) => rows[number]?.[name]);
  let source: RowSource | undefined;
  let write: FieldWriter | undefined;
  return (run, level, number) => {
    const row = level.rows[number];
    if (row === undefined) return writeRead(run, level, number);
    // Nearly all rows come from the same statement as the one before.
    const next = sourceOf(row);
    if (next !== source) write = (source = next)?.writers[name];
    return write?.(row, run.out) === true ? undefined : writeRead(run, level, number);
  };
}

/** Builds the writer of the row of a to-one relation. */
export function buildRelatedWriter(branch: number, related: RelatedRow): RowWriter {
  return (run, level, number) => writeRelated(run, related, level.branches[branch] as LoadedRows, number); // a branch of that kind
}

/** Builds the writer of the list of the rows of all parents. */
export function buildRelatedListWriter(related: RelatedRow): ValueWriter<LoadedRows> {
  const { depth } = related.position;
  const items: Items<LoadedRows> = {
    writer: (run, loaded, number) => writeRelated(run, related, loaded, number),
    isNullable: false, // the item's writer writes null itself
    depth,
  };
  return (run, loaded) => writeList(run, items, loaded, 0, loaded.at.length);
}

/** Writes the row of a parent. If several parents share a row, its JSON is copied. */
export function writeRelated(run: Writing, related: RelatedRow, loaded: LoadedRows, parent: number): Pending {
  const { out, faults } = run;
  const { position, number: writer } = related;
  const row = loaded.at[parent] ?? noRow;
  if (row < 0) {
    if (row !== noRow) fail(run, position, loaded.failures.get(row));
    else if (position.isNullable) out.raw('null');
    else fail(run, position, new BadDataError(`The row that ${position.trace} refers to does not exist.`));
    return undefined;
  }
  const written = loaded.written && openSpans(loaded.written, writer, out.cuts);
  const [before, after] = [written?.starts[row], written?.ends[row]];
  if (before !== undefined && after !== undefined) {
    out.again(before, after);
    return undefined;
  }
  const [start, faultsBefore] = [out.length, faults.count];
  const note = (): void => {
    // An error has the path of its parent, so a row with errors is written for each parent.
    if (written === undefined || faults.count > faultsBefore) return;
    written.starts[row] = start;
    written.ends[row] = out.length;
  };
  const pending = position.isNullable
    ? writeNullable(run, related.write, loaded.level, row)
    : related.write(run, loaded.level, row);
  if (pending !== undefined) return pending.then(note);
  note();
  return undefined;
}

/** Opens the spans of a writer. They start again after the output was cut back. */
function openSpans(all: WrittenSpans[], writer: number, cuts: number): WrittenSpans {
  const known = all[writer];
  if (known?.cuts === cuts) return known;
  return (all[writer] = { starts: [], ends: [], cuts });
}

/** Builds the writer of the connection of a to-many relation. */
export function buildRelatedPagesWriter(branch: number, position: Position, write: PagesWriter): RowWriter {
  return (run, level, number) => {
    const pages = level.branches[branch] as LoadedPages; // a branch of that kind
    return writePages(run, position, write, pages, pages.at[number] ?? noRow);
  };
}

/** Writes the connection of a key, or of a parent without one. */
export function writePages(
  run: Writing,
  position: Position,
  write: PagesWriter,
  pages: LoadedPages,
  page: number,
): Pending {
  const failure = pages.plan instanceof Error ? pages.plan : page < noRow && pages.failures.get(page);
  return failure ? fail(run, position, failure) : write(run, pages, page);
}

/** Builds the writer of a list with an item for each row of a page. */
export function buildPageRowsWriter(position: Position, items: Items<LoadedPages>): PagesWriter {
  return (run, pages, number) => {
    const start = findStart(run, position, pages, number);
    return start === undefined
      ? undefined
      : writeList(run, items, pages, start, number === noRow ? start : (pages.ends[number] ?? start));
  };
}

/** Builds the writer of a row of a page, by its number within the level. */
export function buildPageRowWriter(write: RowWriter): PagesWriter {
  return (run, { level }, number) => write(run, level, number);
}

/** Builds the writer of the cursor of a row. */
export function buildRowCursorWriter(position: Position): PagesWriter {
  return buildTextWriter(position, writeCursor);
}

/** Builds the writer of a `pageInfo`. It fails if its page could not be loaded. */
export function buildPageInfoWriter(position: Position, write: PagesWriter): PagesWriter {
  return (run, pages, number) =>
    findStart(run, position, pages, number) === undefined ? undefined : write(run, pages, number);
}

/** Builds the writer of `hasNextPage` or `hasPreviousPage`. */
export function buildHasMoreWriter(
  position: Position,
  type: Parameters<typeof buildLeafWriter>[1],
  hasMore: (page: RowsShape, isCut: boolean) => boolean,
): PagesWriter {
  return buildLeafWriter(position, type, ({ plan, isCut }, number) =>
    hasMore((plan as ConnectionPlan).page, isCut[number] === true),
  );
}

/** Returns true if rows follow the page: it ends before a cursor, or it was cut at its end. */
export function hasNextPage({ backward, before }: RowsShape, isCut: boolean): boolean {
  return before !== undefined || (isCut && !backward);
}

/** Returns true if rows precede the page: it starts after a cursor, or it was cut at its beginning. */
export function hasPreviousPage({ backward, after }: RowsShape, isCut: boolean): boolean {
  return after !== undefined || (isCut && backward);
}

/** Builds the writer of the cursor of a page's first or last row. It writes null if the page is empty. */
export function buildEndCursorWriter(position: Position, end: 'first' | 'last'): PagesWriter {
  const write = buildRowCursorWriter(position);
  return (run, pages, number) => {
    const start = number === noRow ? 0 : (pages.starts[number] ?? 0);
    const stop = number === noRow ? 0 : (pages.ends[number] ?? 0);
    if (start !== stop) return write(run, pages, end === 'first' ? start : stop - 1);
    run.out.raw('null');
    return undefined;
  };
}

/** Builds the writer of a part of the aggregate of a list. */
export function buildAggregateWriter(position: Position, write: ValueWriter<Aggregate>): PagesWriter {
  return (run, { aggregates, plan }, number) => {
    const isEmpty = number === noRow || (plan as ConnectionPlan).aggregate === undefined;
    const known = isEmpty ? emptyAggregate : aggregates[number];
    if (known !== undefined && !(known instanceof Error)) return write(run, known, 0);
    return fail(run, position, known ?? new InternalError('Expected an aggregate for every key.'));
  };
}

/** The aggregate of no rows. All other measures are null. */
const emptyAggregate: Aggregate = { count: 0 };

function writeCursor({ plan, level }: LoadedPages, number: number): string {
  const row = level.rows[number];
  if (row === undefined || plan instanceof Error) throw new InternalError('Expected a row for its cursor.');
  return plan.writeCursor(row);
}

/**
 * Finds the first row of a page. Returns undefined after recording the error if the page could not be
 * loaded.
 */
function findStart(
  run: Writing,
  position: Position,
  { starts, failures }: LoadedPages,
  number: number,
): number | undefined {
  if (number === noRow) return 0;
  const start = starts[number] ?? noRow;
  if (start >= 0) return start;
  return fail(run, position, failures.get(start));
}
