import {
  type JoinedColumns,
  type Columns,
  coversColumns,
  noColumns,
  type RowSource,
  sourceOf,
} from '../../model/columns.ts';
import type { Aggregate, Key, Row } from '../../model/load.ts';
import type { Field } from '../../model/model.ts';
import { type ConnectionPlan, readConnectionPlan } from '../../resolvers/connection-plan.ts';
import { Failures, type Keys, noRow, numberKeys, readKeys } from '../../resolvers/read-key.ts';
import {
  type Branch,
  type Level,
  type Lookup,
  type OwnCall,
  type Pages,
  type RowBranch,
  uniteEach,
} from '../plan/plan.ts';
import { isOwner } from '../plan/omitted-lookups.ts';
import { readArguments } from '../read-arguments.ts';
import type { Run } from '../run.ts';
import type {
  KeyedRows,
  ListMemory,
  LoadedBranch,
  LoadedLevel,
  LoadedOwn,
  LoadedPages,
  LoadedRows,
} from './loaded.ts';
import { findOwned, findOwners, type Owners } from './owners.ts';

/** The rows that a level can use besides its own: those joined to it, and its owners. */
interface LevelSource {
  readonly joinedOf?: ReadonlyMap<Branch, JoinedColumns>;
  readonly readOwners?: () => Owners;
}

/** Loads everything below rows, level by level, with one load per branch. Never rejects. */
export async function loadLevel(
  run: Run,
  level: Level,
  rows: readonly Row[],
  source: LevelSource = {},
): Promise<LoadedLevel> {
  if (rows.length === 0 || level.branches.length === 0) return { rows, branches: [] };
  const readOnce = buildKeyReader(rows);
  const load = (branch: Branch): Promise<LoadedBranch> => {
    switch (branch.kind) {
      case 'row':
        return loadBranch(run, branch, readOnce, rows, source);
      case 'pages':
        return loadPages(run, branch.pages, () => readOnce(branch.relation.from), rows);
      case 'own':
        return loadOwn(run, branch.call, rows);
    }
  };
  const [only] = level.branches;
  const loading =
    level.branches.length === 1 && only ? [await load(only)] : Promise.all(level.branches.map(load));
  return { rows, branches: await loading };
}

type ReadKeys = (from: readonly Field[]) => Keys;

/**
 * Builds a reader that reads the keys of rows by the same fields only once, for all branches that use them.
 */
function buildKeyReader(rows: readonly Row[]): ReadKeys {
  const read = new Map<readonly Field[], Keys>();
  return (from) => {
    let keys = read.get(from);
    if (keys === undefined) read.set(from, (keys = readKeys(rows, from)));
    return keys;
  };
}

async function loadBranch(
  run: Run,
  branch: RowBranch,
  readOnce: ReadKeys,
  rows: readonly Row[],
  { joinedOf, readOwners }: LevelSource,
): Promise<LoadedRows> {
  const { relation, lookup } = branch;
  const columns = joinedOf?.get(branch);
  const joined = columns && loadJoined(rows, columns);
  if (joined) return joined;
  const owners = readOwners && isOwner(branch) ? readOwners() : undefined;
  const owned = owners && findOwned(rows, relation.from, owners, relation.to);
  if (owned === undefined) return loadRows(run, lookup, readOnce(relation.from));
  const level = await loadLevel(run, lookup.level, owned.rows);
  return { at: owned.at, failures: new Failures(), level, written: [] };
}

/**
 * Reads the rows that the statement of their level has joined. Returns undefined unless every one was
 * joined.
 */
function loadJoined(rows: readonly Row[], columns: JoinedColumns): LoadedRows | undefined {
  let source: RowSource | undefined;
  let read: ReturnType<RowSource['findJoined']>;
  const found: (Row | null)[] = [];
  for (const row of rows) {
    const next = sourceOf(row);
    if (next !== source) read = (source = next)?.findJoined(columns);
    if (read === undefined) return undefined;
    found.push(read(row));
  }
  const at = found.map((row, number) => (row === null ? noRow : number));
  // No element of `at` is the number of a null.
  const level = { rows: found as readonly Row[], branches: [] };
  return { at, failures: new Failures(), level, written: undefined };
}

/** Calls a field of the user's own for all rows, and loads the rows whose keys it answers. Never rejects. */
async function loadOwn(run: Run, call: OwnCall, rows: readonly Row[]): Promise<LoadedOwn> {
  let given: Readonly<Record<string, unknown>>;
  try {
    given = readArguments(call.field, call.node, run.variables);
  } catch (error) {
    return loadKeyed(run, call, Array.from<unknown>({ length: rows.length }).fill(error));
  }
  return loadKeyed(run, call, await run.own.load(call.own, given, { rows, trace: call.trace }));
}

/** Calls a field of Query or Mutation, and loads the rows whose keys it answers. Never rejects. */
export async function loadOwnRoot(
  run: Run,
  call: OwnCall,
  given: Readonly<Record<string, unknown>>,
): Promise<LoadedOwn> {
  return loadKeyed(run, call, [await run.own.resolve(call.own, given, call.trace)]);
}

/** Loads the rows whose keys are in the values, with one load for each field that shows such rows. */
async function loadKeyed(
  run: Run,
  { lookups, collect }: OwnCall,
  values: readonly unknown[],
): Promise<LoadedOwn> {
  const lists: ListMemory = new Map();
  if (collect === undefined) return { values, keyed: [], lists };
  const keys = lookups.map(() => new Map<string, Key>());
  for (const value of values) collect(value, keys, lists);
  const loading = lookups.map(async (lookup, index): Promise<KeyedRows> => {
    const found = [...(keys[index]?.values() ?? [])];
    const rows = await loadRows(run, lookup, numberKeys(found));
    return { numbers: new Map(found.map(({ id }, number) => [id, number])), rows };
  });
  return { values, keyed: await Promise.all(loading), lists };
}

/** Loads the row of each key and everything below it. Never rejects. */
export async function loadRows(run: Run, lookup: Lookup, { keys, at, failures }: Keys): Promise<LoadedRows> {
  const { own, columns, traces, level } = lookup;
  const answers = keys.length > 0 ? await run.session.load(own.shape, { keys, columns }, traces) : [];
  const found: Row[] = [];
  const numbers = answers.map((answer) => {
    if (answer === null) return noRow;
    return answer instanceof Error ? failures.add(answer) : found.push(answer) - 1;
  });
  return {
    at: at.map((number) => (number < 0 ? number : (numbers[number] ?? noRow))),
    failures,
    level: await loadLevel(run, level, found),
    written: [],
  };
}

/** Loads the page and the aggregate of each key and everything below them. Never rejects. */
export async function loadPages(
  run: Run,
  pages: Pages,
  read: () => Keys,
  owners: readonly Row[],
): Promise<LoadedPages> {
  const plan = readPlan(run, pages);
  if (plan instanceof Error) return { ...noPages, plan };
  const { keys, at, failures } = read();
  if (keys.length === 0) return { ...noPages, plan, at, failures };
  const { joinedOf, traces } = pages.finished;
  const columns = readColumns(run, pages, plan);
  const loading = pages.hasRows ? run.session.load(plan.page, { keys, columns }, traces) : [];
  const aggregates = plan.aggregate
    ? run.session.load(plan.aggregate, { keys, columns: noColumns }, pages.measureTraces)
    : [];
  const answers = await loading;
  const isCut = answers.map((answer) => !(answer instanceof Error) && answer.length > plan.size);
  const shown = answers.map((answer) => (answer instanceof Error ? none : cutPage(answer, plan)));
  let length = 0;
  const ends = shown.map((page) => (length += page.length));
  const starts = answers.map((answer, number) =>
    answer instanceof Error ? failures.add(answer) : (ends[number - 1] ?? 0),
  );
  const [only] = shown;
  const rows = shown.length === 1 && only ? only : shown.flat();
  const readOwners = (): Owners => findOwners(owners, at, starts, ends);
  const level = await loadLevel(run, pages.level, rows, { joinedOf, readOwners });
  return { plan, at, failures, starts, ends, isCut, aggregates: await aggregates, level };
}

const none: readonly Row[] = [];

const noPages: Omit<LoadedPages, 'plan'> = {
  at: [],
  failures: new Failures(),
  starts: [],
  ends: [],
  isCut: [],
  aggregates: [] as readonly Aggregate[],
  level: { rows: [], branches: [] },
};

/** Reads the arguments of a connection once per run, for all of its parents. */
function readPlan(run: Run, pages: Pages): ConnectionPlan | Error {
  return (run.connections[pages.number] ??= refuse(
    run,
    pages.isConstant ? (pages.constantPlan ??= tryReadPlan(run, pages)) : tryReadPlan(run, pages),
  ));
}

/** Replaces the plan of a connection by the error of a viewer who may not make it. */
function refuse({ session }: Run, plan: ConnectionPlan | Error): ConnectionPlan | Error {
  if (plan instanceof Error) return plan;
  return session.refuse(plan.page) ?? (plan.aggregate && session.refuse(plan.aggregate)) ?? plan;
}

/** Unites the columns of all pages of this shape in the document, so that they are one load. */
function readColumns(run: Run, { alike }: Pages, { page, columns }: ConnectionPlan): Columns {
  if (alike.length === 1) return columns;
  const known = run.columns.get(page.id);
  if (known && coversColumns(known, columns)) return known;
  const plans = alike.flatMap((pages) => (pages.hasRows ? readPlan(run, pages) : []));
  const loads = plans.flatMap((plan) =>
    plan instanceof Error ? [] : [{ shape: plan.page, columns: plan.columns }],
  );
  for (const [id, union] of uniteEach(page.model, loads)) run.columns.set(id, union);
  return run.columns.get(page.id) ?? columns;
}

function tryReadPlan({ variables, limits }: Run, pages: Pages): ConnectionPlan | Error {
  try {
    const given = readArguments(pages.field, pages.node, variables);
    return readConnectionPlan(pages.source, given, pages.finished.selection, limits);
  } catch (error) {
    return error as Error; // nothing else is thrown
  }
}

/** Removes the extra row of a page, which only shows that more rows follow. */
function cutPage(rows: readonly Row[], { size, page }: ConnectionPlan): readonly Row[] {
  if (rows.length <= size) return rows;
  return page.backward ? rows.slice(rows.length - size) : rows.slice(0, size);
}
