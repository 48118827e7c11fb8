import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
} from 'graphql';
import { BadUserInputError } from '../../errors.ts';
import { type Figures, measureName } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import { type ConnectionSource, relationSource } from '../../resolvers/connection-plan.ts';
import { writeNodeId } from '../../resolvers/node-id.ts';
import { type FieldPlan, readFieldPlan } from '../../schema/field-plan.ts';
import { mergeFields, type SelectionReader } from '../../schema/merge-fields.ts';
import type { LoadedLevel, LoadedPages } from '../load/loaded.ts';
import { buildFieldPosition, buildItemPosition, type Position } from '../position.ts';
import { toBadUserInput } from '../read-arguments.ts';
import { fail } from '../run.ts';
import { buildLeafView, buildTextView } from '../write/leaf-view.ts';
import {
  buildCursorView,
  buildEndCursorView,
  buildFiguresView,
  buildHasMoreView,
  buildPageInfoView,
  buildPageRowsView,
  buildPageRowView,
  buildRelatedPagesView,
  buildRelatedView,
  hasNextPage,
  hasPreviousPage,
  type PagesView,
  type RelatedRow,
  type RowView,
} from '../write/rows-view.ts';
import { buildConstantView, buildObjectView, type Items, type View, writeNullable } from '../write/view.ts';
import { type Level, Lookup, Lookups, Pages } from './plan.ts';
import type { Owner } from './spared-lookups.ts';

/** The nodes that a field of the answer is merged of. */
export type FieldNodes = readonly FieldNode[];

/** A field that is compiled: what it means, and where its answer stands. */
export interface CompiledField {
  readonly plan: FieldPlan;
  readonly field: GraphQLField<unknown, unknown>;
  readonly position: Position;
}

/** Rows that are compiled: what is loaded with them, and the rows whose pages they are. */
interface RowsSource {
  readonly level: Level;
  readonly owner: Owner | undefined;
}

/** Compiles what is shown of rows to views, and collects what is to be loaded for them. */
export class RowsCompiler {
  readonly reader: SelectionReader;
  #connections = 0;
  readonly #lookups = new Map<string, Lookups>();
  readonly #pages = new Map<string, Pages[]>();

  constructor(reader: SelectionReader) {
    this.reader = reader;
  }

  /** Opens a lookup of rows by these fields, which shows nothing yet. */
  openLookup(model: Model, by: readonly Field[]): Lookup {
    const source = { model, by, through: undefined };
    return new Lookup(
      model,
      by,
      findAlike(this.#lookups, source, () => new Lookups()),
    );
  }

  /** Compiles a field that answers a row found by a lookup; items of a list have a position of their own. */
  compileLookup(lookup: Lookup, type: GraphQLObjectType, position: Position): RelatedRow {
    lookup.traces.push(position.trace);
    const source = { level: lookup.level, owner: undefined };
    return { number: lookup.views++, position, write: this.compileRow(source, type, position) };
  }

  /** Compiles a row. */
  compileRow(source: RowsSource, type: GraphQLObjectType, position: Position): RowView {
    return this.compileObject<LoadedLevel>(type, position, (compiled) =>
      this.#compileRowField(source, compiled),
    );
  }

  #compileRowField(source: RowsSource, compiled: CompiledField): RowView {
    const { plan, field, position } = compiled;
    const { level } = source;
    switch (plan.kind) {
      case 'field': {
        level.shown.add(plan.field);
        const { name } = plan.field;
        return buildLeafView(position, field.type, ({ rows }, number) => rows[number]?.[name]);
      }
      case 'nodeId': {
        const { model } = level;
        for (const each of model.key) level.shown.add(each);
        return buildTextView(position, ({ rows }, number) =>
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
      default:
        throw unexpected(plan, field);
    }
  }

  /** Compiles a to-one relation: all fields that show it share a branch, and what is loaded below it. */
  #compileRelatedRow({ level, owner }: RowsSource, relation: Relation, compiled: CompiledField): RowView {
    let number = level.branches.findIndex((each) => each.kind === 'row' && each.relation === relation);
    if (number < 0) {
      const lookup = this.openLookup(relation.target, relation.to);
      number = level.branches.push({ kind: 'row', relation, lookup, owner }) - 1;
    }
    const branch = level.branches[number];
    if (branch?.kind !== 'row') throw new Error(`Expected a branch of ${relation.name}.`);
    return buildRelatedView(
      number,
      this.compileLookup(branch.lookup, readObjectType(compiled.field), compiled.position),
    );
  }

  #compilePagesBelow({ level }: RowsSource, relation: Relation, compiled: CompiledField): RowView {
    const { pages, view } = this.compilePages(relationSource(relation), compiled, { relation, level });
    const number = level.branches.push({ kind: 'pages', relation, pages }) - 1;
    return buildRelatedPagesView(number, compiled.position, view);
  }

  /** Compiles a connection: what is loaded for it, and its view. */
  compilePages(
    source: ConnectionSource,
    { field, position }: Pick<CompiledField, 'field' | 'position'>,
    owner: Owner | undefined,
  ): { readonly pages: Pages; readonly view: PagesView } {
    const [node] = position.nodes;
    if (node === undefined) throw new Error(`Expected a node of ${field.name}.`);
    const number = this.#connections++;
    const alike = findAlike(this.#pages, source, () => []);
    const pages = new Pages({ number, source, field, node, trace: position.trace }, alike);
    const view = this.compileObject<LoadedPages>(readObjectType(field), position, (part) =>
      this.#compilePart(pages, owner, part),
    );
    return { pages, view };
  }

  /** Compiles a field of a connection. */
  #compilePart(pages: Pages, owner: Owner | undefined, compiled: CompiledField): PagesView {
    const { plan, field, position } = compiled;
    if (plan.kind === 'measure' || plan.kind === 'aggregate') {
      pages.measureTraces.push(position.trace);
      return buildFiguresView(position, this.#compileFigures(pages, compiled));
    }
    if (plan.kind !== 'page') throw unexpected(plan, field);
    pages.hasRows = true;
    if (plan.part === 'pageInfo') {
      const view = this.compileObject<LoadedPages>(readObjectType(field), position, (part) =>
        compilePageInfo(pages, part),
      );
      return buildPageInfoView(position, view);
    }
    const item = buildItemPosition(position, isItemNullable(field.type));
    const source = { level: pages.level, owner };
    const view =
      plan.part === 'nodes'
        ? buildPageRowView(this.compileRow(source, readObjectType(field), item))
        : this.#compileEdge(pages, source, readObjectType(field), item);
    const items: Items<LoadedPages> = { view, isNullable: item.isNullable, depth: item.depth };
    return buildPageRowsView(position, items);
  }

  #compileEdge(pages: Pages, source: RowsSource, type: GraphQLObjectType, position: Position): PagesView {
    return this.compileObject<LoadedPages>(type, position, ({ plan, field, position: inner }) => {
      if (plan.kind !== 'page') throw unexpected(plan, field);
      if (plan.part === 'cursor') {
        pages.showsCursors = true;
        return buildCursorView(inner);
      }
      return nullableIf(inner, buildPageRowView(this.compileRow(source, readObjectType(field), inner)));
    });
  }

  /** Compiles a measure, or an object of some. */
  #compileFigures(pages: Pages, { plan, field, position }: CompiledField): View<Figures> {
    if (plan.kind === 'measure') {
      const name = measureName(plan.measure);
      pages.measures.set(name, plan.measure);
      return buildLeafView(position, field.type, (figures: Figures) => figures[name]);
    }
    return this.compileObject<Figures>(readObjectType(field), position, (part) =>
      this.#compileFigures(pages, part),
    );
  }

  /** Compiles an object whose fields are compiled one by one; `__typename` is among those of all objects. */
  compileObject<Source>(
    type: GraphQLObjectType,
    position: Position,
    compile: (field: CompiledField) => View<Source>,
  ): View<Source> {
    let merged: ReturnType<typeof mergeFields>;
    try {
      merged = mergeFields(type, position.nodes, this.reader);
    } catch (error) {
      const refusal = toBadUserInput(error);
      if (!(refusal instanceof BadUserInputError)) throw error;
      return (run) => fail(run, position, refusal); // a condition of `@skip` or `@include` is null
    }
    return buildObjectView(
      [...merged].map(([name, nodes]) => {
        const field = readField(type, nodes);
        if (field === undefined) return [name, buildConstantView(type.name)] as const;
        const inner = buildFieldPosition(position, name, nodes, !isNonNullType(field.type));
        return [name, compile({ plan: readPlan(type, field), field, position: inner })] as const;
      }),
    );
  }
}

function compilePageInfo(pages: Pages, { plan, field, position }: CompiledField): PagesView {
  if (plan.kind !== 'page') throw unexpected(plan, field);
  switch (plan.part) {
    case 'hasNextPage':
      pages.showsNext = true;
      return buildHasMoreView(position, field.type, hasNextPage);
    case 'hasPreviousPage':
      pages.showsPrevious = true;
      return buildHasMoreView(position, field.type, hasPreviousPage);
    case 'startCursor':
      pages.showsCursors = true;
      return buildEndCursorView(position, 'first');
    case 'endCursor':
      pages.showsCursors = true;
      return buildEndCursorView(position, 'last');
    default:
      throw unexpected(plan, field);
  }
}

/** Finds those that read rows by the same fields of the same tables. */
function findAlike<T>(known: Map<string, T>, { model, by, through }: ConnectionSource, build: () => T): T {
  const id = [model.name, ...by.map(({ name }) => name), through?.table, through?.from].join(' ');
  let alike = known.get(id);
  if (alike === undefined) known.set(id, (alike = build()));
  return alike;
}

/** Writes null instead of what fails below a nullable position. */
export function nullableIf<Source>({ isNullable }: Position, view: View<Source>): View<Source> {
  return isNullable ? (run, source, number) => writeNullable(run, view, source, number) : view;
}

/** The field that these nodes are of; undefined for `__typename`, which no type lists. */
export function readField(
  type: GraphQLObjectType,
  [node]: FieldNodes,
): GraphQLField<unknown, unknown> | undefined {
  return type.getFields()[node?.name.value ?? ''];
}

/** The type of the objects that a field answers, which are all of one type. */
export function readObjectType({ type }: { readonly type: GraphQLOutputType }): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}

/** Whether an item of a list may be null. */
export function isItemNullable(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  return isListType(list) && !isNonNullType(list.ofType);
}

function readPlan(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldPlan {
  const plan = readFieldPlan(field);
  if (plan === undefined) throw new Error(`Expected a plan of ${type.name}.${field.name}.`);
  return plan;
}

function unexpected({ kind }: FieldPlan, { name }: GraphQLField<unknown, unknown>): Error {
  return new Error(`Expected ${name} to have a plan that fits its type, but got: ${kind}.`);
}
