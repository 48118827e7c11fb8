import { execute, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import type { PrismaClient } from '../../src/database/generated/client.ts';
import type { WrittenDocument } from '../support/document.ts';
import {
  completeOrder,
  directory,
  measuredFields,
  models,
  type OracleModel,
  type OrderStep,
} from './directory.ts';
import { OpaqueTexts } from '../support/opaque-texts.ts';
import { toPrismaOrder, toPrismaWhere, toStored } from './prisma-where.ts';
import type { RelatedCounts } from './related-counts.ts';

type Row = Readonly<Record<string, unknown>> & { readonly __typename: OracleModel['name'] };
type Where = Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, unknown>>;

/** The part of Prisma's client that reads; its own types differ from model to model. */
interface Delegate {
  findFirst(query: object): Promise<object | null>;
  findMany(query: object): Promise<object[]>;
  count(query: object): Promise<number>;
  aggregate(query: object): Promise<object>;
}

/**
 * Answers documents the naive way: each field by a Prisma call of its own, lists read whole and cut in memory,
 * nothing shared, nothing batched, so that it is plain to see that the answer is right.
 */
export class NaiveGateway {
  readonly #prisma: PrismaClient;
  readonly #schema: GraphQLSchema;
  readonly #texts: OpaqueTexts;
  readonly #counts: RelatedCounts;

  /** The schema says which fields and arguments there are; none of its resolvers is used. */
  constructor(prisma: PrismaClient, schema: GraphQLSchema, texts: OpaqueTexts, counts: RelatedCounts) {
    this.#counts = counts;
    this.#prisma = prisma;
    this.#schema = schema;
    this.#texts = texts;
  }

  /** The data of the answer, with a token in the place of each cursor and node id. */
  async answer({ text, variables }: WrittenDocument): Promise<unknown> {
    const { data, errors } = await execute({
      schema: this.#schema,
      document: parse(text),
      // As JSON would carry them.
      variableValues: JSON.parse(JSON.stringify(variables)) as Given,
      fieldResolver: this.#resolve,
      typeResolver: (value) => (value as Row).__typename, // only rows are of an interface
    });
    if (errors) throw new AggregateError(errors, `The naive side failed: ${errors[0]?.message}`);
    return JSON.parse(JSON.stringify(data)) as unknown;
  }

  readonly #resolve: GraphQLFieldResolver<unknown, unknown, Given> = (source, given, _, { fieldName }) => {
    if (source === undefined) return this.#resolveRoot(fieldName, given);
    if (source instanceof NaiveList) return source.resolve(fieldName);
    const row = source as Row | Given; // what one of these resolvers gave
    return isRow(row) ? this.#resolveField(row, fieldName, given) : row[fieldName];
  };

  #resolveRoot(name: string, given: Given): unknown {
    if (name === 'node') return this.#findNode(String(given['nodeId']));
    if (name === 'nodes') {
      return (given['nodeIds'] as string[]).map((nodeId) => this.#findNode(nodeId)); // as the schema has it
    }
    for (const model of models) {
      if (name === model.singular) return this.#findOne(model, given);
      if (name === model.plural) return this.#list(model, undefined, given);
      if (name === `${model.plural}ById`) {
        return (given['ids'] as (string | Given)[]).map((id) =>
          // as the schema has it
          this.#findOne(model, typeof id === 'string' ? { id } : id),
        );
      }
      if (name.startsWith(`${model.singular}By`)) return this.#findOne(model, given);
    }
    throw new Error(`Expected a field of the root, got ${name}.`);
  }

  #resolveField(row: Row, name: string, given: Given): unknown {
    const model = directory[row.__typename];
    if (name === 'nodeId') {
      const key = model.key.map((field) => row[field]);
      return OpaqueTexts.token({ kind: 'node', model: model.name, order: [], key });
    }
    const relation = model.relations[name];
    if (relation === undefined) {
      return toWire(row)[name];
    }
    const target = directory[relation.target];
    const value = row[relation.from];
    if (relation.many) return this.#list(target, { [relation.to]: value }, given);
    return value === null ? null : this.#findOne(target, { [relation.to]: value });
  }

  #findNode(nodeId: string): Promise<Row | null> {
    const { model: name, key } = this.#texts.read(nodeId);
    const model = models.find((candidate) => candidate.name === name);
    if (model === undefined) throw new Error(`Expected a model, got ${name}.`);
    return this.#findOne(model, Object.fromEntries(model.key.map((field, index) => [field, key[index]])));
  }

  async #findOne(model: OracleModel, equal: Given): Promise<Row | null> {
    const where = Object.fromEntries(
      Object.entries(equal).map(([field, value]) => [field, { equals: toStored(model, field, value) }]),
    );
    const row = await this.#delegate(model).findFirst({ where });
    return row && { ...row, __typename: model.name };
  }

  #list(model: OracleModel, parent: Where | undefined, given: Given): NaiveList {
    const where = toPrismaWhere(model, (given['where'] ?? {}) as Where, this.#counts); // as the schema has it
    return new NaiveList(model, this.#delegate(model), parent, where, given, this.#texts);
  }

  #delegate(model: OracleModel): Delegate {
    return this.#prisma[model.singular];
  }
}

/** A list of rows: read anew for whatever is asked of it. */
class NaiveList {
  readonly #model: OracleModel;
  readonly #delegate: Delegate;
  readonly #where: Where;
  readonly #order: readonly OrderStep[];
  readonly #given: Given;
  readonly #texts: OpaqueTexts;

  constructor(
    model: OracleModel,
    delegate: Delegate,
    parent: Where | undefined,
    where: Where,
    given: Given,
    texts: OpaqueTexts,
  ) {
    const orderBy = (given['orderBy'] ?? []) as readonly Given[]; // as the schema has it
    this.#model = model;
    this.#delegate = delegate;
    // Beside the conditions, not around them: where an `OR` stands makes a difference to Prisma.
    this.#where =
      parent === undefined ? where : { ...where, AND: [parent, ...((where['AND'] ?? []) as Where[])] }; // a list, as above
    this.#order = completeOrder(model, orderBy.map(readStep));
    this.#given = given;
    this.#texts = texts;
  }

  async resolve(name: string): Promise<unknown> {
    if (name === 'totalCount') return this.#delegate.count({ where: this.#where });
    if (name === 'aggregate') return this.#aggregate();
    const { rows, hasNextPage, hasPreviousPage } = await this.#page();
    if (name === 'nodes') return rows;
    if (name === 'edges') return rows.map((node) => ({ node, cursor: this.#cursor(node) }));
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first ? this.#cursor(first) : null,
      endCursor: last ? this.#cursor(last) : null,
    };
  }

  async #page(): Promise<{
    readonly rows: readonly Row[];
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  }> {
    const { first, last, after, before } = this.#given;
    let rows = await this.#find(this.#where);
    if (typeof after === 'string' || typeof before === 'string') {
      // The place of each row among all rows of the model, whether or not the list has the cursor's own.
      const places = (await this.#find({})).map((row) => this.#cursor(row));
      const placeOf = (text: string): number => {
        const { model, order, key } = this.#texts.read(text);
        return places.indexOf(OpaqueTexts.token({ kind: 'cursor', model, order, key }));
      };
      const begin = typeof after === 'string' ? placeOf(after) : -1;
      const end = typeof before === 'string' ? placeOf(before) : places.length;
      rows = rows.filter((row) => {
        const place = places.indexOf(this.#cursor(row));
        return begin < place && place < end;
      });
    }
    const isBackward = typeof last === 'number';
    const size = isBackward ? last : Number(first ?? 20);
    const isCut = rows.length > size;
    return {
      rows: isBackward ? rows.slice(Math.max(0, rows.length - size)) : rows.slice(0, size),
      hasNextPage: typeof before === 'string' || (isCut && !isBackward),
      hasPreviousPage: typeof after === 'string' || (isCut && isBackward),
    };
  }

  async #aggregate(): Promise<object> {
    const fields = Object.fromEntries(measuredFields(this.#model).map((name) => [name, true]));
    const query = { where: this.#where, _count: true, _min: fields, _max: fields };
    const figures = (await this.#delegate.aggregate(query)) as Given; // what the query asks for
    const [min, max] = [figures['_min'], figures['_max']] as readonly Given[];
    return { count: figures['_count'], min: toWire(min ?? {}), max: toWire(max ?? {}) };
  }

  async #find(where: Where): Promise<Row[]> {
    const orderBy = toPrismaOrder(this.#order);
    const rows = await this.#delegate.findMany({ where, orderBy });
    return rows.map((row) => ({ ...row, __typename: this.#model.name }));
  }

  #cursor(row: Row): string {
    const key = this.#model.key.map((field) => row[field]);
    return OpaqueTexts.token({ kind: 'cursor', model: this.#model.name, order: this.#order, key });
  }
}

/** An entry of `orderBy`, which holds one name a level. */
function readStep(entry: Given): OrderStep {
  const path: string[] = [];
  let rest: unknown = entry;
  while (typeof rest === 'object' && rest !== null) {
    const [[name, demand] = ['', undefined]] = Object.entries(rest);
    path.push(name);
    rest = demand;
  }
  return [path.join('.'), rest === 'desc' ? 'desc' : 'asc'];
}

function toWire(stored: Given): Given {
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
}

function isRow(value: Row | Given): value is Row {
  return '__typename' in value;
}
