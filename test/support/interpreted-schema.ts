import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { BadDataError } from '../../src/errors.ts';
import type { Session } from '../../src/loaders/session.ts';
import { buildAggregateShape, buildRowShape } from '../../src/model/build-shape.ts';
import {
  type AggregateShape,
  emptyKey,
  type Aggregate,
  type Key,
  type Measure,
  measureName,
  type Row,
} from '../../src/model/load.ts';
import type { Field, Model, Models, Relation } from '../../src/model/model.ts';
import {
  type ConnectionPlan,
  type ConnectionSource,
  readConnectionPlan,
  relationSource,
} from '../../src/resolvers/connection-plan.ts';
import { writeNodeId } from '../../src/resolvers/node-id.ts';
import { readKey } from '../../src/resolvers/read-key.ts';
import {
  readKeyArguments,
  readKeysArgument,
  readNodeArgument,
  readNodesArgument,
} from '../../src/resolvers/read-lookup.ts';
import { refuseAbsentConditions } from '../../src/resolvers/refuse-absent-conditions.ts';
import type { OwnOptions } from '../../src/own/builders.ts';
import { type FieldPlan, type PagePart, readFieldPlan } from '../../src/schema/field-plan.ts';
import type { ArgumentLimits } from '../../src/schema/types.ts';
import { atOnce } from '../../src/std/in-steps.ts';
import { answerOwn, loadKeyedRows } from './interpreted-own.ts';
import { loadOne } from './loaders.ts';
import { buildOwnSchema } from './own-schema.ts';

/** What graphql-js hands to each resolver. */
export interface InterpretedContext {
  readonly session: Session;
}

type Given = Readonly<Record<string, unknown>>;
type Resolver = GraphQLFieldResolver<Source, InterpretedContext, Given>;

/** Whatever a resolver may be handed: each takes what its own kind of field has. */
type Source = Row & OneConnection & OnePage & OneEdge & { readonly model: Model; readonly count: number };

/** The rows of one parent's connection, which are asked for when a field shows them. */
interface OneConnection {
  readonly plan: ConnectionPlan;
  readonly figures: AggregateShape;
  readonly key: Key | undefined;
}

interface OnePage {
  readonly plan: ConnectionPlan;
  readonly rows: readonly Row[];
  readonly isCut: boolean;
}

interface OneEdge {
  readonly plan: ConnectionPlan;
  readonly row: Row;
}

/**
 * Builds the schema with a plain resolver for each field, which loads what its parent alone needs: what graphql-js answers
 * by them is what a document means.
 */
export function buildInterpretedSchema(
  models: Models,
  limits: ArgumentLimits,
  own?: OwnOptions,
): GraphQLSchema {
  const schema = buildOwnSchema(models, limits, own);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (row: { readonly __typename: string }) => row.__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const plan = readFieldPlan(field);
      if (plan === undefined) throw new Error(`Expected a plan of ${field.name}.`);
      field.resolve = buildResolver(plan, field.name, limits) as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

function buildResolver(plan: FieldPlan, name: string, limits: ArgumentLimits): Resolver {
  switch (plan.kind) {
    case 'lookup':
      return (_, given, { session }) =>
        loadRow(session, plan.model, plan.key, readKeyArguments(plan.key, given));
    case 'lookups':
      return (_, given, { session }) =>
        readKeysArgument(plan.key, given, limits).map((each) => loadRow(session, plan.model, plan.key, each));
    case 'node':
      return (_, given, { session }) => {
        const [{ model, key } = missing()] = readNodeArgument(plan.models, given);
        return loadRow(session, model, model.key, key);
      };
    case 'nodes':
      return (_, given, { session }) =>
        readNodesArgument(plan.models, given, limits).map(({ model, key }) =>
          loadRow(session, model, model.key, key),
        );
    case 'list':
      return (_, given) =>
        openConnection({ model: plan.model, by: [], through: undefined }, given, limits, emptyKey);
    case 'relation':
      return resolveRelation(plan.relation, limits);
    case 'field':
      return (row) => row[plan.field.name];
    case 'nodeId':
      return (row) =>
        writeNodeId(
          row.model,
          row.model.key.map((field) => row[field.name]),
        );
    case 'page':
      return partResolvers[plan.part];
    case 'aggregate':
      return name === 'aggregate'
        ? (list, _given, { session }) => loadFigures(session, list)
        : (figures) => figures;
    case 'measure':
      return name === 'totalCount'
        ? async (list, _given, { session }) => (await loadFigures(session, list))['count']
        : (figures) => figures[measureName(plan.measure)];
    case 'write':
      return resolveWrite(plan);
    case 'writtenCount':
      return ({ count }) => count;
    case 'own':
    case 'value': {
      const { model } = plan;
      const read: Resolver =
        plan.kind === 'own'
          ? (row, given, { session }) => answerOwn(plan.own, row, given, session)
          : (value: Given) => value[name];
      if (model === undefined) return read;
      return async (row, given, context, info) =>
        loadKeyedRows(
          context.session,
          model,
          await read(row, given, context, info),
          info.returnType,
          (found) => nameModel(found, model),
          writeTrace(info.path),
        );
    }
  }
}

function resolveRelation(relation: Relation, limits: ArgumentLimits): Resolver {
  const { target, from, to, cardinality, nullable } = relation;
  return async (row, given, { session }, { path }) => {
    if (cardinality === 'many')
      return openConnection(relationSource(relation), given, limits, readKey(row, from));
    const key = readKey(row, from);
    const found = key && (await loadRow(session, target, to, key));
    if (!found && !nullable)
      throw new BadDataError(`The row that ${writeTrace(path)} refers to does not exist.`);
    return found;
  };
}

function resolveWrite({ model, read, answer }: Extract<FieldPlan, { readonly kind: 'write' }>): Resolver {
  return async (_, given, { session }, { fieldNodes: [node], variableValues }) => {
    if (answer === 'count' && node) refuseAbsentConditions(node, variableValues);
    const { keys, count, deleted } = await session.write(atOnce(read(given, model.fields)));
    if (answer === 'count') return { count };
    if (answer === 'deleted') return deleted && nameModel(deleted, model);
    const rows = keys.map((key) => loadRow(session, model, model.key, key));
    return answer === 'rows' ? rows : rows[0];
  };
}

/** The names of a path, as messages have them. */
function writeTrace(path: GraphQLResolveInfo['path']): string {
  const names: string[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev)
    if (typeof at.key === 'string') names.unshift(at.key);
  return names.join('.');
}

const partResolvers: Readonly<Record<PagePart, Resolver>> = {
  nodes: async (list, _given, { session }) => (await loadPage(session, list)).rows,
  edges: async (list, _given, { session }) => {
    const { plan, rows } = await loadPage(session, list);
    return rows.map((row): OneEdge => ({ plan, row }));
  },
  pageInfo: (list, _given, { session }) => loadPage(session, list),
  cursor: ({ plan, row }) => plan.writeCursor(row),
  node: ({ row }) => row,
  hasNextPage: ({ plan: { page }, isCut }) => page.before !== undefined || (isCut && !page.backward),
  hasPreviousPage: ({ plan: { page }, isCut }) => page.after !== undefined || (isCut && page.backward),
  startCursor: ({ plan, rows: [first] }) => (first ? plan.writeCursor(first) : null),
  endCursor: ({ plan, rows }) => {
    const last = rows.at(-1);
    return last ? plan.writeCursor(last) : null;
  },
};

function openConnection(
  source: ConnectionSource,
  given: Given,
  limits: ArgumentLimits,
  key: Key | undefined,
): OneConnection {
  const { model } = source;
  const measures: Measure[] = [{ function: 'count' }, ...model.fields.flatMap(measuresOf)];
  const plan = readConnectionPlan(
    source,
    given,
    { needed: new Set(model.fields), joined: [], measures, ...showsAll },
    limits,
  );
  const { where } = plan.page;
  return { plan, figures: buildAggregateShape({ ...source, where, measures }), key };
}

const showsAll = { showsNext: true, showsPrevious: true, showsCursors: true };

function measuresOf(field: Field): readonly Measure[] {
  const isOrdered = field.type !== 'Json' && field.type !== 'Bytes' && field.type !== 'Enum';
  const isNumber = !field.isId && ['Int', 'UnsignedInt', 'BigInt', 'Float', 'Decimal'].includes(field.type);
  return [
    ...(isOrdered ? (['min', 'max'] as const) : []),
    ...(isNumber ? (['avg', 'sum'] as const) : []),
  ].map((name) => ({ function: name, field }));
}

async function loadPage(session: Session, { plan, key }: OneConnection): Promise<OnePage> {
  const { page, size } = plan;
  const read = key ? await loadOne(session, page, key) : [];
  const rows = (page.backward ? read.slice(Math.max(0, read.length - size)) : read.slice(0, size)).map(
    (row) => nameModel(row, page.model),
  );
  return { plan, rows, isCut: read.length > size };
}

function loadFigures(session: Session, { figures, key }: OneConnection): Promise<Aggregate> {
  return key ? loadOne(session, figures, key) : Promise.resolve({ count: 0 });
}

async function loadRow(session: Session, model: Model, by: readonly Field[], key: Key): Promise<Row | null> {
  const row = await loadOne(
    session,
    buildRowShape({ model, by, long: model.fields.filter((field) => field.long) }),
    key,
  );
  return row && nameModel(row, model);
}

/** Has the row tell its model, by which `node` and `nodeId` find its type. */
function nameModel(row: Row, model: Model): Row {
  return Object.create(row, {
    model: { value: model },
    __typename: { value: model.names.type },
  }) as Row;
}

function missing(): never {
  throw new Error('Expected a row to be named.');
}
