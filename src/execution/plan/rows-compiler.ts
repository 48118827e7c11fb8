import { type FieldNode, type GraphQLField, type GraphQLObjectType, isNonNullType } from 'graphql';
import { BadUserInputError } from '../../errors.ts';
import { type Aggregate, measureName } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import { type ConnectionSource, relationSource } from '../../resolvers/connection-plan.ts';
import { writeNodeId } from '../../resolvers/node-id.ts';
import { type FieldPlan, readFieldPlan } from '../../schema/field-plan.ts';
import { mergeFields, type SelectionReader } from '../../schema/merge-fields.ts';
import type { LoadedLevel, LoadedPages } from '../load/loaded.ts';
import { buildFieldPosition, buildItemPosition, type Position } from '../position.ts';
import { toBadUserInput } from '../read-arguments.ts';
import { fail } from '../run.ts';
import { buildLeafWriter, buildTextWriter } from '../write/leaf-writer.ts';
import { buildOwnBranchWriter } from '../write/own-writers.ts';
import {
  buildRowCursorWriter,
  buildEndCursorWriter,
  buildAggregateWriter,
  buildFieldWriter,
  buildHasMoreWriter,
  buildPageInfoWriter,
  buildPageRowsWriter,
  buildPageRowWriter,
  buildRelatedPagesWriter,
  buildRelatedWriter,
  hasNextPage,
  hasPreviousPage,
  type PagesWriter,
  type RelatedRow,
  type RowWriter,
} from '../write/rows-writers.ts';
import {
  buildConstantWriter,
  buildObjectWriter,
  type Items,
  type ValueWriter,
  nullableIf,
} from '../write/value-writer.ts';
import { compileOwn } from './compile-own.ts';
import type { CompiledField } from './compiled-field.ts';
import { isItemNullable, readObjectType } from './field-types.ts';
import type { Owner } from './omitted-lookups.ts';
import { type Level, Lookup, Lookups, Pages } from './plan.ts';

/** The field nodes that are merged to one field of the answer. */
export type FieldNodes = readonly FieldNode[];

/** The level that rows belong to, and the rows whose pages make it up. */
interface RowsSource {
  readonly level: Level;
  readonly owner: Owner | undefined;
}

/** Compiles the selections of rows to writers, and collects the loads they need. */
export class RowsCompiler {
  readonly reader: SelectionReader;
  #connections = 0;
  readonly #lookups = new Map<string, Lookups>();
  readonly #pages = new Map<string, Pages[]>();

  constructor(reader: SelectionReader) {
    this.reader = reader;
  }

  /** Opens a lookup of rows by these fields, with nothing selected yet. */
  openLookup(model: Model, by: readonly Field[]): Lookup {
    const source = { model, by, through: undefined };
    return new Lookup(
      model,
      by,
      findAlike(this.#lookups, source, () => new Lookups()),
    );
  }

  /** Compiles a field that shows a row of a lookup. Items of a list have a position of their own. */
  compileLookup(lookup: Lookup, type: GraphQLObjectType, position: Position): RelatedRow {
    lookup.traces.push(position.trace);
    const source = { level: lookup.level, owner: undefined };
    return { number: lookup.writers++, position, write: this.compileRow(source, type, position) };
  }

  /** Compiles the selection of a row. */
  compileRow(source: RowsSource, type: GraphQLObjectType, position: Position): RowWriter {
    return this.compileObject<LoadedLevel>(type, position, (compiled) =>
      this.#compileRowField(source, compiled),
    );
  }

  #compileRowField(source: RowsSource, compiled: CompiledField): RowWriter {
    const { plan, field, position } = compiled;
    const { level } = source;
    switch (plan.kind) {
      case 'field': {
        level.shown.add(plan.field);
        return buildFieldWriter(position, field.type, plan.field.name);
      }
      case 'nodeId': {
        const { model } = level;
        for (const each of model.key) level.shown.add(each);
        return buildTextWriter(position, ({ rows }, number) =>
          writeNodeId(
            model,
            model.key.map(({ name }) => rows[number]?.[name]),
          ),
        );
      }
      case 'relation':
        return plan.relation.cardinality === 'many'
          ? this.#compilePagesBelow(source, plan.relation, compiled)
          : this.#compileRelatedRow(source, plan.relation, compiled);
      case 'own': {
        for (const need of plan.own.needs) level.shown.add(need);
        const { call, writer } = compileOwn(this, compiled, plan);
        return buildOwnBranchWriter(level.branches.push({ kind: 'own', call }) - 1, writer);
      }
      default:
        throw unexpected(plan, field);
    }
  }

  /** Compiles a to-one relation. All fields that show it share a branch and the loads below it. */
  #compileRelatedRow({ level, owner }: RowsSource, relation: Relation, compiled: CompiledField): RowWriter {
    let number = level.branches.findIndex((each) => each.kind === 'row' && each.relation === relation);
    if (number < 0) {
      const lookup = this.openLookup(relation.target, relation.to);
      number = level.branches.push({ kind: 'row', relation, lookup, owner }) - 1;
    }
    const branch = level.branches[number];
    if (branch?.kind !== 'row') throw new Error(`Expected a branch of ${relation.name}.`);
    return buildRelatedWriter(
      number,
      this.compileLookup(branch.lookup, readObjectType(compiled.field), compiled.position),
    );
  }

  #compilePagesBelow({ level }: RowsSource, relation: Relation, compiled: CompiledField): RowWriter {
    const { pages, writer } = this.compilePages(relationSource(relation), compiled, { relation, level });
    const number = level.branches.push({ kind: 'pages', relation, pages }) - 1;
    return buildRelatedPagesWriter(number, compiled.position, writer);
  }

  /** Compiles a connection to its loads and its writer. */
  compilePages(
    source: ConnectionSource,
    { field, position }: Pick<CompiledField, 'field' | 'position'>,
    owner: Owner | undefined,
  ): { readonly pages: Pages; readonly writer: PagesWriter } {
    const [node] = position.nodes;
    if (node === undefined) throw new Error(`Expected a node of ${field.name}.`);
    const number = this.#connections++;
    const alike = findAlike(this.#pages, source, () => []);
    const pages = new Pages({ number, source, field, node, trace: position.trace }, alike);
    const writer = this.compileObject<LoadedPages>(readObjectType(field), position, (part) =>
      this.#compilePart(pages, owner, part),
    );
    return { pages, writer };
  }

  /** Compiles a field of a connection. */
  #compilePart(pages: Pages, owner: Owner | undefined, compiled: CompiledField): PagesWriter {
    const { plan, field, position } = compiled;
    if (plan.kind === 'measure' || plan.kind === 'aggregate') {
      pages.measureTraces.push(position.trace);
      return buildAggregateWriter(position, this.#compileAggregate(pages, compiled));
    }
    if (plan.kind !== 'page') throw unexpected(plan, field);
    pages.hasRows = true;
    if (plan.part === 'pageInfo') {
      const writer = this.compileObject<LoadedPages>(readObjectType(field), position, (part) =>
        compilePageInfo(pages, part),
      );
      return buildPageInfoWriter(position, writer);
    }
    const item = buildItemPosition(position, isItemNullable(field.type));
    const source = { level: pages.level, owner };
    const writer =
      plan.part === 'nodes'
        ? buildPageRowWriter(this.compileRow(source, readObjectType(field), item))
        : this.#compileEdge(pages, source, readObjectType(field), item);
    const items: Items<LoadedPages> = { writer, isNullable: item.isNullable, depth: item.depth };
    return buildPageRowsWriter(position, items);
  }

  #compileEdge(pages: Pages, source: RowsSource, type: GraphQLObjectType, position: Position): PagesWriter {
    return this.compileObject<LoadedPages>(type, position, ({ plan, field, position: inner }) => {
      if (plan.kind !== 'page') throw unexpected(plan, field);
      if (plan.part === 'cursor') {
        pages.showsCursors = true;
        return buildRowCursorWriter(inner);
      }
      return nullableIf(inner, buildPageRowWriter(this.compileRow(source, readObjectType(field), inner)));
    });
  }

  /** Compiles a measure or an object of measures. */
  #compileAggregate(pages: Pages, { plan, field, position }: CompiledField): ValueWriter<Aggregate> {
    if (plan.kind === 'measure') {
      const name = measureName(plan.measure);
      pages.measures.set(name, plan.measure);
      return buildLeafWriter(position, field.type, (aggregate: Aggregate) => aggregate[name]);
    }
    return this.compileObject<Aggregate>(readObjectType(field), position, (part) =>
      this.#compileAggregate(pages, part),
    );
  }

  /** Compiles an object field by field, and `__typename` as a constant. */
  compileObject<Source>(
    type: GraphQLObjectType,
    position: Position,
    compile: (field: CompiledField) => ValueWriter<Source>,
  ): ValueWriter<Source> {
    let merged: ReturnType<typeof mergeFields>;
    try {
      merged = mergeFields(type, position.nodes, this.reader);
    } catch (error) {
      const refusal = toBadUserInput(error);
      if (!(refusal instanceof BadUserInputError)) throw error;
      return (run) => fail(run, position, refusal); // a condition of `@skip` or `@include` is null
    }
    return buildObjectWriter(
      [...merged].map(([name, nodes]) => {
        const field = readField(type, nodes);
        if (field === undefined) return [name, buildConstantWriter(type.name)] as const;
        const inner = buildFieldPosition(position, name, nodes, !isNonNullType(field.type));
        return [name, compile({ plan: readPlan(type, field), field, position: inner })] as const;
      }),
    );
  }
}

function compilePageInfo(pages: Pages, { plan, field, position }: CompiledField): PagesWriter {
  if (plan.kind !== 'page') throw unexpected(plan, field);
  switch (plan.part) {
    case 'hasNextPage':
      pages.showsNext = true;
      return buildHasMoreWriter(position, field.type, hasNextPage);
    case 'hasPreviousPage':
      pages.showsPrevious = true;
      return buildHasMoreWriter(position, field.type, hasPreviousPage);
    case 'startCursor':
      pages.showsCursors = true;
      return buildEndCursorWriter(position, 'first');
    case 'endCursor':
      pages.showsCursors = true;
      return buildEndCursorWriter(position, 'last');
    default:
      throw unexpected(plan, field);
  }
}

/** Finds those that read rows of the same tables by the same fields. */
function findAlike<T>(known: Map<string, T>, { model, by, through }: ConnectionSource, build: () => T): T {
  const id = [model.name, ...by.map(({ name }) => name), through?.table, through?.from].join(' ');
  let alike = known.get(id);
  if (alike === undefined) known.set(id, (alike = build()));
  return alike;
}

/** Reads the field of these nodes. Returns undefined for `__typename`, which no type lists. */
export function readField(
  type: GraphQLObjectType,
  [node]: FieldNodes,
): GraphQLField<unknown, unknown> | undefined {
  return type.getFields()[node?.name.value ?? ''];
}

function readPlan(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldPlan {
  const plan = readFieldPlan(field);
  if (plan === undefined) throw new Error(`Expected a plan of ${type.name}.${field.name}.`);
  return plan;
}

function unexpected({ kind }: FieldPlan, { name }: GraphQLField<unknown, unknown>): Error {
  return new Error(`Expected ${name} to have a plan that fits its type, but got: ${kind}.`);
}
