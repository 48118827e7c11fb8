import type { GraphQLOutputType } from 'graphql';
import type { Figures, Row } from '../model/load.ts';
import { comesFrom, goesOn, noFigures } from '../resolvers/connection.ts';
import type { ConnectionPlan } from '../resolvers/connection-plan.ts';
import { failed, noRow } from '../resolvers/read-key.ts';
import type { LoadedLevel, LoadedPages, LoadedRows } from './load-level.ts';
import type { Run } from './plan.ts';
import { buildLeafWriter, failPlain } from './write-leaf.ts';

/** Writes an object as JSON of what was loaded. @throws NotPlain, or what a type has against a value. */
export type View<Source extends readonly unknown[]> = (run: Run, ...source: Source) => void;

/** A row: which one of a level. */
export type RowView = View<[level: LoadedLevel, number: number]>;
/** A connection: which page, `noRow` where its parent leads to none. */
export type PagesView = View<[pages: LoadedPages, number: number, plan: ConnectionPlan]>;
/** Figures over a list. */
export type FiguresView = View<[figures: Figures]>;

/** Builds the writer of an object of these fields, each with the name that it has in the answer. */
export function buildObjectView<Source extends readonly unknown[]>(
  fields: readonly (readonly [name: string, view: View<Source>])[],
): View<Source> {
  const parts = fields.map(([name, write], index) => ({
    prefix: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write,
  }));
  if (parts.length === 0) return ({ out }, ..._source) => out.raw('{}');
  return (run, ...source) => {
    for (const { prefix, write } of parts) {
      run.out.raw(prefix);
      write(run, ...source);
    }
    run.out.raw('}');
  };
}

/** Builds the writer of what is always the same. */
export function buildConstantView<Source extends readonly unknown[]>(value: string): View<Source> {
  return ({ out }, ..._source) => out.text(value);
}

/** Builds the writer of a row's field. */
export function buildFieldView(name: string, type: GraphQLOutputType): RowView {
  const write = buildLeafWriter(type);
  return ({ out }, level, number) => write(out, level.rows[number]?.[name]);
}

/** Builds the writer of what is read from a row as a whole. */
export function buildReadView(read: (row: Row) => string): RowView {
  return ({ out }, level, number) => out.text(read(level.rows[number] ?? failPlain()));
}

/** Builds the writer of the row that a branch leads to, which is written once however many parents lead to it. */
export function buildRelatedView(
  branch: number,
  view: { readonly number: number; readonly nullable: boolean; readonly write: RowView },
): RowView {
  return (run, level, number) => writeRelated(run, level.branches[branch] as LoadedRows, number, view); // of its kind
}

/** Writes the row that a parent leads to. */
export function writeRelated(
  run: Run,
  { at, level, written }: LoadedRows,
  parent: number,
  view: { readonly number: number; readonly nullable: boolean; readonly write: RowView },
): void {
  const { out } = run;
  const row = at[parent] ?? noRow;
  if (row < 0) {
    if (row !== noRow || !view.nullable) failPlain();
    out.raw('null');
    return;
  }
  if (written === undefined) {
    view.write(run, level, row);
    return;
  }
  const { starts, ends } = (written[view.number] ??= { starts: [], ends: [] });
  const [start, end] = [starts[row], ends[row]];
  if (start !== undefined && end !== undefined) {
    out.again(start, end);
    return;
  }
  starts[row] = out.length;
  view.write(run, level, row);
  ends[row] = out.length;
}

/** Writes the rows that parents lead to, one after the other. */
export function writeRelatedList(
  run: Run,
  loaded: LoadedRows,
  view: { readonly number: number; readonly nullable: boolean; readonly write: RowView },
): void {
  writeList(run, writeRelated, loaded, { start: 0, end: loaded.at.length }, view);
}

/** Writes a list of what stands from `start` to `end` of a source. A closure for each list would be garbage. */
function writeList<Source, Context>(
  run: Run,
  write: View<[source: Source, number: number, context: Context]>,
  source: Source,
  { start, end }: { readonly start: number; readonly end: number },
  context: Context,
): void {
  const { out } = run;
  out.raw('[');
  for (let number = start; number < end; number++) {
    if (number > start) out.raw(',');
    write(run, source, number, context);
  }
  out.raw(']');
}

/** Builds the writer of the page that a branch leads to. */
export function buildRelatedPagesView(branch: number, plan: number, write: PagesView): RowView {
  return (run, level, number) => {
    const pages = level.branches[branch] as LoadedPages; // of its kind
    const page = pages.at[number] ?? noRow;
    if (page === failed) failPlain();
    write(run, pages, page, run.plans[plan] ?? failPlain());
  };
}

/** Builds the writer of a list with an entry for each row of a page. */
export function buildRowsView(
  write: View<[level: LoadedLevel, number: number, plan: ConnectionPlan]>,
): PagesView {
  return (run, pages, number, plan) => {
    if (number === noRow) {
      run.out.raw('[]');
      return;
    }
    const range = { start: readStart(pages, number), end: pages.ends[number] ?? 0 };
    writeList(run, write, pages.level, range, plan);
  };
}

/** Writes a row's cursor. */
export const writeCursor: View<[level: LoadedLevel, number: number, plan: ConnectionPlan]> = (
  { out },
  level,
  number,
  plan,
) => out.text(plan.writeCursor(level.rows[number] ?? failPlain()));

/** Builds the writer of a `pageInfo`: where its page could not be loaded, nothing can be told of it. */
export function buildPageInfoView(write: PagesView): PagesView {
  return (run, pages, number, plan) => {
    if (number !== noRow) readStart(pages, number);
    write(run, pages, number, plan);
  };
}

/** How each part of a `pageInfo` is written. */
export const pageInfoViews: Readonly<Record<string, PagesView>> = {
  hasNextPage: ({ out }, { isCut }, number, { page }) => out.value(goesOn(page, isCut[number] === true)),
  hasPreviousPage: ({ out }, { isCut }, number, { page }) =>
    out.value(comesFrom(page, isCut[number] === true)),
  startCursor: buildCursorView((start) => start),
  endCursor: buildCursorView((_start, end) => end - 1),
};

function buildCursorView(choose: (start: number, end: number) => number): PagesView {
  return (run, pages, number, plan) => {
    const start = number === noRow ? 0 : readStart(pages, number);
    const end = pages.ends[number] ?? 0;
    if (start === end) run.out.raw('null');
    else writeCursor(run, pages.level, choose(start, end), plan);
  };
}

/** Where a page begins among the rows. @throws NotPlain where it could not be loaded. */
function readStart({ starts }: LoadedPages, number: number): number {
  const start = starts[number] ?? failed;
  return start < 0 ? failPlain() : start;
}

/** Builds the writer of something that is read from a list's figures. */
export function buildFiguresView(write: FiguresView): PagesView {
  return (run, { figures }, number, plan) => {
    const known = number === noRow || plan.figures === undefined ? noFigures : figures[number];
    if (known === undefined || known instanceof Error) failPlain();
    else write(run, known);
  };
}

/** Builds the writer of one figure. */
export function buildFigureView(name: string, type: GraphQLOutputType): FiguresView {
  const write = buildLeafWriter(type);
  return ({ out }, figures) => write(out, figures[name]);
}
