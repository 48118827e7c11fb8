import { type Along, type Figures, readAlong, type Row } from '../model/load.ts';
import type { Field } from '../model/model.ts';
import { cutPage } from '../resolvers/load-ahead.ts';
import { failed, type Keys, noRow, readKeys } from '../resolvers/read-key.ts';
import type { Branch, Level, Lookup, Pages, RowBranch, Run } from './plan.ts';

/** Rows that were loaded together, with all that is shown below them. */
export interface LoadedLevel {
  readonly rows: readonly Row[];
  /** In the order of the level's branches; none where there are no rows. */
  readonly branches: readonly LoadedBranch[];
}

/** What a branch of the level brought. */
export type LoadedBranch = LoadedRows | LoadedPages;

/** For each row that a view has written, where it begins and ends. */
export interface WrittenRows {
  readonly starts: number[];
  readonly ends: number[];
}

/** The row that each parent leads to. */
export interface LoadedRows {
  /** For each parent the number of its row, or `noRow` or `failed`. */
  readonly at: readonly number[];
  readonly level: LoadedLevel;
  /** Where each row was written already, by the view; absent where no two parents lead to one row. */
  readonly written: WrittenRows[] | undefined;
}

/** The page that each parent leads to. */
export interface LoadedPages {
  /** For each parent the number of its key, or `noRow` or `failed`. */
  readonly at: readonly number[];
  /** For each key where its page begins among the rows, or `failed`, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether there was a row too many. */
  readonly isCut: readonly boolean[];
  readonly figures: readonly (Figures | Error)[];
  readonly level: LoadedLevel;
}

/** The rows whose pages the rows of a level are. */
interface Owners {
  readonly rows: readonly Row[];
  /** For each row of the level the number of its owner. */
  readonly of: readonly number[];
}

/** Loads all that is shown below rows, level by level, each branch for all of them together. Never rejects. */
async function loadLevel(
  run: Run,
  level: Level,
  rows: readonly Row[],
  readOwners?: () => Owners,
): Promise<LoadedLevel> {
  if (rows.length === 0 || level.branches.length === 0) return { rows, branches: [] };
  const load = (branch: Branch): Promise<LoadedBranch> => {
    if (branch.kind === 'row')
      return loadBranch(run, branch, rows, branch.leadsBack ? readOwners?.() : undefined);
    return loadPages(run, branch.pages, readKeys(rows, branch.relation.from), rows);
  };
  const [only] = level.branches;
  const loading =
    level.branches.length === 1 && only ? [await load(only)] : Promise.all(level.branches.map(load));
  return { rows, branches: await loading };
}

async function loadBranch(
  run: Run,
  { relation: { from, to }, along, lookup }: RowBranch,
  rows: readonly Row[],
  owners: Owners | undefined,
): Promise<LoadedRows> {
  const accompanied = along && takeAlong(rows, along);
  if (accompanied) return accompanied;
  const owned = owners && leadBack(rows, from, owners, to);
  if (owned === undefined) return loadRows(run, lookup, readKeys(rows, from));
  return { at: owned.at, level: await loadLevel(run, lookup.level, owned.rows), written: [] };
}

/** The rows that came along; undefined where they did not, for which all are looked up. */
function takeAlong(rows: readonly Row[], along: Along): LoadedRows | undefined {
  const found = rows.map((row) => readAlong(row, along));
  if (found.includes(undefined)) return undefined;
  const at = found.map((row, number) => (row === null ? noRow : number));
  return { at, level: { rows: found as readonly Row[], branches: [] }, written: undefined }; // no place leads to a null
}

/** The owners that the rows lead back to; undefined where one row does not, for which all are looked up. */
function leadBack(
  rows: readonly Row[],
  from: readonly Field[],
  owners: Owners,
  to: readonly Field[],
): { readonly at: readonly number[]; readonly rows: readonly Row[] } | undefined {
  const found: Row[] = [];
  let last = noRow;
  let isBack = true;
  const at = rows.map((row, index) => {
    const number = owners.of[index] ?? noRow;
    const owner = owners.rows[number];
    isBack &&= owner !== undefined && leadsTo(row, from, owner, to);
    // The rows of an owner stand together.
    if (number !== last && owner !== undefined) found.push(owner);
    last = number;
    return found.length - 1;
  });
  return isBack ? { at, rows: found } : undefined;
}

/** Whether the row refers to the other one in just the words that it is named by. */
function leadsTo(row: Row, from: readonly Field[], other: Row, to: readonly Field[]): boolean {
  return from.every((field, index) => row[field.name] === other[to[index]?.name ?? '']);
}

/** Loads the row of each key and all that is shown below it. Never rejects. */
export async function loadRows(
  run: Run,
  { shape, paths, level }: Lookup,
  { keys, at }: Keys,
): Promise<LoadedRows> {
  const answers = keys.length > 0 ? await run.session.loadAhead(shape, keys, paths) : [];
  const found: Row[] = [];
  const numbers = answers.map((answer) => {
    if (answer === null) return noRow;
    return answer instanceof Error ? failed : found.push(answer) - 1;
  });
  return {
    at: at.map((number) => (number < 0 ? number : (numbers[number] ?? failed))),
    level: await loadLevel(run, level, found),
    written: [],
  };
}

/** Loads the page and the figures of each key and all that is shown below. Never rejects. */
export async function loadPages(
  run: Run,
  pages: Pages,
  { keys, at }: Keys,
  owners: readonly Row[],
): Promise<LoadedPages> {
  const { session, plans } = run;
  const plan = plans[pages.number];
  if (plan === undefined || keys.length === 0) return { ...noPages, at };
  const loading = pages.hasRows ? session.loadAhead(plan.page, keys, pages.paths) : [];
  const figures = plan.figures ? session.loadAhead(plan.figures, keys, pages.figurePaths) : [];
  const answers = await loading;
  const isCut = answers.map((answer) => !(answer instanceof Error) && answer.length > plan.size);
  const shown = answers.map((answer) => (answer instanceof Error ? none : cutPage(answer, plan)));
  let length = 0;
  const ends = shown.map((page) => (length += page.length));
  const starts = answers.map((answer, number) =>
    answer instanceof Error ? failed : (ends[number - 1] ?? 0),
  );
  const rows = shown.flat();
  const level = await loadLevel(run, pages.level, rows, () => findOwners(owners, at, starts, ends));
  return { at, starts, ends, isCut, figures: await figures, level };
}

const none: readonly Row[] = [];

const noPages: Omit<LoadedPages, 'at'> = {
  starts: [],
  ends: [],
  isCut: [],
  figures: [],
  level: { rows: [], branches: [] },
};

function findOwners(
  rows: readonly Row[],
  at: readonly number[],
  starts: readonly number[],
  ends: readonly number[],
): Owners {
  const of: number[] = [];
  for (let owner = 0; owner < at.length; owner++) {
    const number = at[owner] ?? noRow;
    if (number < 0) continue;
    for (let row = starts[number] ?? failed; row >= 0 && row < (ends[number] ?? 0); row++) of[row] = owner;
  }
  return { rows, of };
}
