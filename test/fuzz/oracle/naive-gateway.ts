import {
  execute,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isNonNullType,
  parse,
} from 'graphql';
import type { WrittenDocument } from '../../support/document.ts';
import { OpaqueTexts } from '../../support/opaque-texts.ts';
import type { FuzzField, FuzzModel, FuzzSchema } from '../schema/description.ts';
import { type Figure, readExtreme, readTotal } from './aggregate.ts';
import type { Facts, RowNumber } from './facts.ts';
import { NaiveList, pageLimits, type Place } from './naive-list.ts';
import { readOperand } from './read-operand.ts';
import { Refusal } from './refusal.ts';

type Given = Readonly<Record<string, unknown>>;

/** A failed field. */
export interface Failure {
  readonly path: readonly (string | number)[];
  readonly code: string;
}

/** What the contract wants for a document. */
export interface NaiveAnswer {
  readonly data: unknown;
  readonly failures: readonly Failure[];
  /** Places, by their path, where other answers than that in `data` are right too. */
  readonly choices: ReadonlyMap<string, (actual: unknown) => boolean>;
}

class NaiveRow {
  readonly model: FuzzModel;
  readonly row: RowNumber;
  constructor(model: FuzzModel, row: RowNumber) {
    this.model = model;
    this.row = row;
  }
}

/** One kind of figure over rows. */
class Figures {
  readonly model: FuzzModel;
  readonly read: (field: FuzzField) => Promise<Figure>;
  constructor(model: FuzzModel, read: (field: FuzzField) => Promise<Figure>) {
    this.model = model;
    this.read = read;
  }
}

type Resolve = GraphQLFieldResolver<unknown, Map<string, (actual: unknown) => boolean>, Given>;

/**
 * Answers documents the naive way: each field by itself from what the database says of single columns, lists read whole
 * and cut in memory, nothing batched, so that it is plain to see that the answer is right.
 */
export class NaiveGateway {
  readonly #facts: Facts;
  readonly #models: readonly FuzzModel[];
  readonly #schema: GraphQLSchema;
  readonly #texts: OpaqueTexts;

  /** The GraphQL schema says which types there are; none of its resolvers is used. */
  constructor(facts: Facts, { models }: FuzzSchema, schema: GraphQLSchema, texts: OpaqueTexts) {
    this.#facts = facts;
    this.#models = models;
    this.#schema = schema;
    this.#texts = texts;
  }

  async answer({ text, variables }: WrittenDocument): Promise<NaiveAnswer> {
    const choices = new Map<string, (actual: unknown) => boolean>();
    const { data, errors = [] } = await execute({
      schema: this.#schema,
      document: parse(text),
      // As JSON would carry them.
      variableValues: JSON.parse(JSON.stringify(variables), withoutPrototype) as Given,
      contextValue: choices,
      fieldResolver: this.#resolve,
      typeResolver: (value) => (value as NaiveRow).model.type, // only rows are of an interface
    });
    const failures = errors.map(({ path, originalError, message }) => {
      if (path === undefined || !(originalError instanceof Refusal))
        throw new Error(`The naive side cannot answer: ${message}`, { cause: originalError });
      return { path, code: originalError.code };
    });
    return { data: JSON.parse(JSON.stringify(data ?? null)), failures, choices };
  }

  readonly #resolve: Resolve = (source, given, choices, info) => {
    const name = info.fieldName;
    if (source === undefined) return this.#resolveRoot(name, given, info);
    if (source instanceof NaiveList) return this.#resolveList(source, name);
    if (source instanceof NaiveRow) return this.#resolveField(source, name, given, info);
    if (source instanceof Figures) return this.#resolveFigure(source, name, choices, info);
    const value = (source as Given)[name]; // what one of these resolvers gave
    return typeof value === 'function' ? value() : value;
  };

  #resolveRoot(name: string, given: Given, info: GraphQLResolveInfo): unknown {
    if (name === 'node') return this.#findNode(String(given['nodeId']));
    if (name === 'nodes') return readIds(given['nodeIds']).map((id) => this.#findNode(String(id)));
    for (const model of this.#models) {
      if (name === model.plural) return this.#readList(model, undefined, given, info);
      if (name === model.singular || name.startsWith(`${model.singular}By`)) {
        if (Object.keys(given).every((field) => model.fields.some((each) => each.name === field)))
          return this.#findOne(model, given);
      }
      if (name === `${model.plural}ById`) {
        const [only] = model.key;
        const keys = readIds(given['ids']).map((id) =>
          model.key.length === 1 && only ? { [only.name]: id } : (id as Given),
        );
        for (const key of keys) readKey(model, key);
        return keys.map((key) => this.#findOne(model, key));
      }
    }
    throw new Error(`Expected a field of the root, got ${name}.`);
  }

  async #resolveField(
    { model, row }: NaiveRow,
    name: string,
    given: Given,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    if (name === 'nodeId')
      return OpaqueTexts.token({ kind: 'node', model: model.type, order: [], key: [row] });
    const field = model.fields.find((each) => each.name === name);
    if (field) return thrown((await this.#facts.values(model, field)).get(row));
    const relation = model.relations.find((each) => each.name === name);
    if (relation === undefined) throw new Error(`Expected a field of ${model.name}, got ${name}.`);
    const related = (await this.#facts.related(model, relation)).get(row) ?? [];
    if (relation.many) return this.#readList(relation.target, related, given, info);
    const [only] = related;
    if (only !== undefined) return new NaiveRow(relation.target, only);
    if (relation.nullable || !isNonNullType(info.returnType)) return null;
    throw new Refusal('BAD_DATA', `${name} refers to nothing.`);
  }

  async #readList(
    model: FuzzModel,
    candidates: readonly RowNumber[] | undefined,
    given: Given,
    info: GraphQLResolveInfo,
  ): Promise<NaiveList> {
    const rows = candidates ?? (await this.#facts.rows(model));
    const list = new NaiveList(this.#facts, model, rows, given, (of, cursor) => this.#readCursor(of, cursor));
    this.#facts.refuseList(model, given, list.order, info);
    return list;
  }

  async #resolveList(list: NaiveList, name: string): Promise<unknown> {
    if (name === 'totalCount') return (await list.matching()).length;
    if (name === 'aggregate') return this.#aggregate(list);
    const { rows, hasNextPage, hasPreviousPage } = await list.page();
    const cursor = (row: RowNumber): string =>
      OpaqueTexts.token({ kind: 'cursor', model: list.model.type, order: list.order, key: [row] });
    if (name === 'nodes') return rows.map((row) => new NaiveRow(list.model, row));
    if (name === 'edges')
      return rows.map((row) => ({ node: new NaiveRow(list.model, row), cursor: () => cursor(row) }));
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: () => (first === undefined ? null : cursor(first)),
      endCursor: () => (last === undefined ? null : cursor(last)),
    };
  }

  async #aggregate(list: NaiveList): Promise<Given> {
    const rows = await list.matching();
    const { model } = list;
    return {
      count: rows.length,
      min: new Figures(model, (field) => readExtreme(this.#facts, model, field, rows, 'min')),
      max: new Figures(model, (field) => readExtreme(this.#facts, model, field, rows, 'max')),
      avg: new Figures(model, (field) => readTotal(this.#facts, model, field, rows, 'avg')),
      sum: new Figures(model, (field) => readTotal(this.#facts, model, field, rows, 'sum')),
    };
  }

  async #resolveFigure(
    { model, read }: Figures,
    name: string,
    choices: Map<string, (actual: unknown) => boolean>,
    { path }: GraphQLResolveInfo,
  ): Promise<unknown> {
    const field = model.fields.find((each) => each.name === name);
    if (field === undefined) throw new Error(`Expected a field of ${model.name}, got ${name}.`);
    const { value, accepts } = await read(field);
    if (accepts) choices.set(writePath(path), accepts);
    return thrown(value);
  }

  #findNode(nodeId: string): Promise<NaiveRow | null> {
    const known = this.#texts.tryRead(nodeId);
    const model = this.#models.find(({ type }) => type === known?.model);
    if (known?.kind !== 'node' || model === undefined)
      throw new Refusal('BAD_USER_INPUT', `${nodeId} is no nodeId.`);
    return this.#findRow(model, Number(known.key[0]));
  }

  async #findRow(model: FuzzModel, row: RowNumber): Promise<NaiveRow | null> {
    return (await this.#facts.rows(model)).includes(row) ? new NaiveRow(model, row) : null;
  }

  async #findOne(model: FuzzModel, given: Given): Promise<NaiveRow | null> {
    let rows = await this.#facts.rows(model);
    for (const [field, value] of readKey(model, given)) {
      const equal = await this.#facts.compared(model, field, '=', value);
      rows = rows.filter((row) => equal.get(row) === true);
    }
    const [only] = rows;
    return only === undefined ? null : new NaiveRow(model, only);
  }

  #readCursor(model: FuzzModel, cursor: string): Place | undefined {
    const known = this.#texts.tryRead(cursor);
    if (known?.kind !== 'cursor' || known.model !== model.type) return undefined;
    return { order: known.order, row: Number(known.key[0]) };
  }
}

/** `users.nodes.0.name` */
function writePath(path: GraphQLResolveInfo['path']): string {
  return path.prev === undefined ? String(path.key) : `${writePath(path.prev)}.${path.key}`;
}

function readKey(model: FuzzModel, given: Given): (readonly [FuzzField, ReturnType<typeof readOperand>])[] {
  return model.fields
    .filter(({ name }) => Object.hasOwn(given, name))
    .map((field) => [field, readOperand(field, given[field.name])] as const);
}

function readIds(given: unknown): readonly unknown[] {
  if (Array.isArray(given) && given.length <= pageLimits.most) return given;
  throw new Refusal('BAD_USER_INPUT', 'The list is too long.');
}

/** An input's field may be called `toString`, and is not given where only the prototype has one. */
function withoutPrototype(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null) as object, value)
    : value;
}

function thrown(value: unknown): unknown {
  if (value instanceof Error) throw value;
  return value;
}
