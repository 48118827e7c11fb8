import type { GraphQLOutputType } from 'graphql';
import { ResponseTooLargeError } from '../errors.ts';
import type { Figures, Row } from '../model/load.ts';
import type { ConnectionPlan } from '../resolvers/connection-plan.ts';
import { type LoadedLevel, type LoadedPages, type LoadedRows, noRow } from './load-level.ts';
import type { Run } from './plan.ts';
import { buildLeafWriter, failPlain, type LeafWriter, writeText } from './write-leaf.ts';

/** Writes an object as JSON of what was loaded. @throws NotPlain, or what a type has against a value. */
export type View<Source extends readonly unknown[]> = (run: Run, ...source: Source) => string;

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
  if (parts.length === 0) return () => '{}';
  return (run, ...source) => {
    let text = '';
    for (const { prefix, write } of parts) text += prefix + write(run, ...source);
    return `${text}}`;
  };
}

/** Builds the writer of what is always the same. */
export function buildConstantView(value: string): () => string {
  const text = JSON.stringify(value);
  return () => text;
}

/** Builds the writer of a row's field. */
export function buildFieldView(name: string, type: GraphQLOutputType): RowView {
  const write = buildLeaf(type);
  return (_run, level, number) => write(level.rows[number]?.[name]);
}

/** Builds the writer of what is read from a row as a whole. */
export function buildReadView(read: (row: Row) => string): RowView {
  return (_run, level, number) => writeText(read(level.rows[number] ?? failPlain()));
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
  { at, level, texts }: LoadedRows,
  parent: number,
  view: { readonly number: number; readonly nullable: boolean; readonly write: RowView },
): string {
  const row = at[parent] ?? noRow;
  if (row < 0) return row === noRow && view.nullable ? 'null' : failPlain();
  const written = (texts[view.number] ??= []);
  return (written[row] ??= view.write(run, level, row));
}

/** Builds the writer of the page that a branch leads to. */
export function buildRelatedPagesView(branch: number, plan: number, write: PagesView): RowView {
  return (run, level, number) => {
    const pages = level.branches[branch] as LoadedPages; // of its kind
    return write(run, pages, pages.at[number] ?? noRow, run.plans[plan] ?? failPlain());
  };
}

/** Builds the writer of a list with an entry for each row of a page. */
export function buildRowsView(
  write: View<[level: LoadedLevel, number: number, plan: ConnectionPlan]>,
): PagesView {
  return (run, pages, number, plan) => {
    if (number === noRow) return '[]';
    const [start, end] = readPage(pages, number);
    return writeList(run, start, end, (row) => write(run, pages.level, row, plan));
  };
}

/** Writes a list of what stands from `start` to `end`. @throws ResponseTooLargeError */
export function writeList(run: Run, start: number, end: number, write: (number: number) => string): string {
  let text = '[';
  for (let number = start; number < end; number++) {
    text += number === start ? write(number) : `,${write(number)}`;
    if (text.length > run.mostCharacters) throw new ResponseTooLargeError(run.mostCharacters);
  }
  return `${text}]`;
}

/** Builds the writer of a row's cursor. */
export const writeCursor: View<[level: LoadedLevel, number: number, plan: ConnectionPlan]> = (
  _run,
  level,
  number,
  plan,
) => writeText(plan.writeCursor(level.rows[number] ?? failPlain()));

/** How each part of a `pageInfo` is written. */
export const pageInfoViews: Readonly<Record<string, PagesView>> = {
  hasNextPage: (_run, { isCut }, number, { page }) =>
    String(page.before !== undefined || (isCut[number] === true && !page.backward)),
  hasPreviousPage: (_run, { isCut }, number, { page }) =>
    String(page.after !== undefined || (isCut[number] === true && page.backward)),
  startCursor: (_run, pages, number, plan) => writeCursorAt(pages, number, plan, ([start]) => start),
  endCursor: (_run, pages, number, plan) => writeCursorAt(pages, number, plan, ([, end]) => end - 1),
};

function writeCursorAt(
  pages: LoadedPages,
  number: number,
  plan: ConnectionPlan,
  choose: (page: readonly [start: number, end: number]) => number,
): string {
  if (number === noRow) return 'null';
  const page = readPage(pages, number);
  if (page[0] === page[1]) return 'null';
  return writeText(plan.writeCursor(pages.level.rows[choose(page)] ?? failPlain()));
}

function readPage({ starts, ends }: LoadedPages, number: number): readonly [start: number, end: number] {
  const [start = -1, end = 0] = [starts[number], ends[number]];
  return start < 0 ? failPlain() : [start, end];
}

/** What is to be told of no rows: every other figure is null. */
const noFigures: Figures = { count: 0 };

/** Builds the writer of something that is read from a list's figures. */
export function buildFiguresView(write: FiguresView): PagesView {
  return (run, { figures }, number) => {
    const known = number === noRow ? noFigures : figures[number];
    return known === undefined || known instanceof Error ? failPlain() : write(run, known);
  };
}

/** Builds the writer of one figure. */
export function buildFigureView(name: string, type: GraphQLOutputType): FiguresView {
  const write = buildLeaf(type);
  return (_run, figures) => write(figures[name]);
}

function buildLeaf(type: GraphQLOutputType): LeafWriter {
  return buildLeafWriter(type) ?? failPlain();
}
