import { type FieldNode, getArgumentValues, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { Session } from '../loaders/session.ts';
import {
  type Along,
  buildAlong,
  buildRowShape,
  type Key,
  readAlong,
  type Row,
  type RowShape,
  type RowsShape,
} from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import {
  type ConnectionPlan,
  type ConnectionSource,
  readConnectionPlan,
  readConnectionSelection,
  relationSource,
  toRows,
} from './connection-plan.ts';
import { type FieldPlace, remember } from './context.ts';
import {
  selectedFields,
  selectedNames,
  selectedStoredFields,
  type Selection,
  selectedWideFields,
} from './look-ahead.ts';
import { readKeys } from './read-key.ts';

/** What a field that answers a row loads, and what is selected of it. */
export interface RowPlan {
  readonly shape: RowShape;
  readonly branches: readonly Branch[];
}

/** The same of a to-one relation. */
export interface RelatedPlan extends RowPlan {
  /** By what the row may have come along with its parent; nothing where there is more to load below it. */
  readonly along: Along | undefined;
}

/** The same of a connection. */
export interface PagePlan extends ConnectionPlan {
  readonly branches: readonly Branch[];
}

/** A relation that the document selects of rows. */
type Branch = { readonly relation: Relation; readonly path: string | undefined } & (
  | { readonly kind: 'row'; readonly plan: RelatedPlan }
  | { readonly kind: 'connection'; readonly plan: PagePlan; readonly parts: ReadonlySet<string> }
);

/** Reads what a field that answers a row by that key selects: once in a request, however many rows it answers. */
export function planRow(model: Model, by: readonly Field[], place: FieldPlace): RowPlan {
  return remember(place, () => buildRowPlan(model, by, place));
}

/** The same for the row that a to-one relation leads to. */
export function planRelated(relation: Relation, place: FieldPlace): RelatedPlan {
  const { target, to } = relation;
  return remember(place, () => {
    const plan = buildRowPlan(target, to, place);
    const isLeaf = plan.branches.length === 0;
    const along = isLeaf ? buildAlong(relation, selectedStoredFields(target, place.selection)) : undefined;
    return { ...plan, along };
  });
}

/** Reads the same anew. */
export function buildRowPlan(model: Model, by: readonly Field[], place: FieldPlace): RowPlan {
  return {
    shape: buildRowShape({ model, by, wide: selectedWideFields(model, place.selection) }),
    branches: readBranches(model, [[]], place),
  };
}

/**
 * The same for a connection with its arguments.
 * @throws BadUserInputError or TooComplexError naming the argument.
 */
export function planConnection(
  source: ConnectionSource,
  given: Readonly<Record<string, unknown>>,
  place: FieldPlace,
): PagePlan {
  return remember(place, () => ({
    ...readConnectionPlan(
      source,
      given,
      readConnectionSelection(source.model, place.selection),
      place.limits,
    ),
    branches: readBranches(source.model, toRows, place),
  }));
}

/** The relations that are selected of rows, which are at these places below the field. */
function readBranches(
  model: Model,
  below: readonly (readonly string[])[],
  place: FieldPlace,
): readonly Branch[] {
  if (model.relations.length === 0) return [];
  const { selection, path } = place;
  return below.flatMap((steps) =>
    [...selectedFields(model, selection, steps)].flatMap(([name, fieldNodes]) => {
      const relation = model.relations.find((each) => each.name === fieldNodes[0]?.name.value);
      if (relation === undefined) return [];
      const inner = path === undefined ? undefined : [path, ...steps, name].join('.');
      return (
        readBranch(model, relation, { ...place, selection: { ...selection, fieldNodes }, path: inner }) ?? []
      );
    }),
  );
}

/** Undefined where the arguments cannot be read: the field's own resolver meets the same fault, and tells it. */
function readBranch(model: Model, relation: Relation, place: FieldPlace): Branch | undefined {
  const { target, cardinality } = relation;
  const { path, selection } = place;
  if (cardinality !== 'many') return { kind: 'row', relation, path, plan: planRelated(relation, place) };
  try {
    const plan = planConnection(relationSource(relation), readArguments(model, relation, selection), place);
    return { kind: 'connection', relation, path, plan, parts: selectedNames(target, selection, []) };
  } catch {
    return undefined;
  }
}

/** The arguments as an executor reads them. */
function readArguments(
  model: Model,
  { name }: Relation,
  { fieldNodes, schema, variableValues }: Selection,
): Readonly<Record<string, unknown>> {
  const type = schema.getType(model.names.type) as GraphQLObjectType; // a model that is selected of has one
  const [node] = fieldNodes as readonly [FieldNode, ...FieldNode[]];
  return getArgumentValues(type.getFields()[name] as GraphQLField<unknown, unknown>, node, variableValues);
}

/**
 * Loads what the document selects below rows, level by level and all rows of a level together, before an executor asks for
 * it: it then finds everything there, where a promise for each of a thousand fields would cost more than their rows.
 * Undefined where nothing is selected. Never rejects: what fails is told by the resolvers that take it.
 */
export function loadAhead(
  session: Session,
  rows: readonly Row[],
  branches: readonly Branch[],
): Promise<unknown> | undefined {
  if (rows.length === 0 || branches.length === 0) return undefined;
  return Promise.all(branches.map((branch) => loadBranch(session, rows, branch)));
}

async function loadBranch(session: Session, rows: readonly Row[], branch: Branch): Promise<void> {
  const { relation, path, plan } = branch;
  const { keys } = readKeys(rows, relation.from);
  if (keys.length === 0) return;
  if (branch.kind === 'row') {
    const { shape, along } = branch.plan;
    if (along && rows.every((row) => readAlong(row, along) !== undefined)) return;
    const answers = await session.loadAhead(shape, keys, listPath(path));
    const found = answers.filter((answer): answer is Row => answer !== null && !(answer instanceof Error));
    await loadAhead(session, found, plan.branches);
    return;
  }
  await Promise.all([loadPages(session, keys, branch), loadFigures(session, keys, branch)]);
}

type ConnectionBranch = Extract<Branch, { kind: 'connection' }>;

async function loadPages(
  session: Session,
  keys: readonly Key[],
  { plan, parts, path }: ConnectionBranch,
): Promise<void> {
  if (!parts.has('nodes') && !parts.has('edges') && !parts.has('pageInfo')) return;
  const answers = await session.loadAhead(plan.page, keys, listPath(path));
  const found = answers.flatMap((answer) => (answer instanceof Error ? [] : cutPage(answer, plan)));
  await loadAhead(session, found, plan.branches);
}

async function loadFigures(
  session: Session,
  keys: readonly Key[],
  { plan: { figures }, parts, path }: ConnectionBranch,
): Promise<void> {
  if (figures === undefined) return;
  const asking = ['totalCount', 'aggregate'].filter((part) => parts.has(part));
  await session.loadAhead(
    figures,
    keys,
    asking.flatMap((part) => listPath(path && `${path}.${part}`)),
  );
}

function listPath(path: string | undefined): readonly string[] {
  return path === undefined ? [] : [path];
}

/** Loads a row and what is selected below it. */
export function loadRow(
  { session, path }: FieldPlace,
  { shape, branches }: RowPlan,
  key: Key,
): Promise<Row | null> {
  const loading = session.load(shape, key, path);
  if (branches.length === 0) return loading;
  return loading.then(async (row) => {
    if (row) await loadAhead(session, [row], branches);
    return row;
  });
}

/** The rows of the page without the one too many, which only tells that the list goes on. */
export function cutPage(
  rows: readonly Row[],
  { size, page }: { readonly size: number; readonly page: RowsShape },
): readonly Row[] {
  if (rows.length <= size) return rows;
  return page.backward ? rows.slice(rows.length - size) : rows.slice(0, size);
}
