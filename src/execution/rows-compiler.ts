import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isNonNullType,
  visit,
} from 'graphql';
import { buildAlong, buildRowShape, measureName, type Measure } from '../model/load.ts';
import type { Field, Model, Relation } from '../model/model.ts';
import {
  type ConnectionPlan,
  type ConnectionSource,
  readConnectionPlan,
  readConnectionSelection,
  relationSource,
} from '../resolvers/connection-plan.ts';
import { selectedStoredFields, type Selection, selectedWideFields } from '../resolvers/look-ahead.ts';
import { writeNodeId } from '../resolvers/node-id.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import { readFieldLoad, readFieldSource } from '../schema/field-load.ts';
import { mergeFields, type SelectionReader } from '../schema/merge-fields.ts';
import type { Level, Lookup, Pages, RowBranch, Variables } from './plan.ts';
import { canComeAlong, leadsBack, type Owner } from './spared-lookups.ts';
import {
  buildConstantView,
  buildFieldView,
  buildFiguresView,
  buildFigureView,
  buildObjectView,
  buildPageInfoView,
  buildReadView,
  buildRelatedPagesView,
  buildRelatedView,
  buildRowsView,
  type FiguresView,
  pageInfoViews,
  type PagesView,
  type RowView,
  type View,
  writeCursor,
} from './view.ts';

/** The bounds that a query is answered within. */
export interface QueryLimits extends PageLimits {
  readonly responseMaxBytes: number;
}

/** Reads the arguments of a connection. @throws BadUserInputError or TooComplexError naming them. */
export type PlanReader = (variables: Variables) => ConnectionPlan;

/** What is compiled for rows: whose they are, what is loaded below them, and where they stand. */
interface RowsPlace {
  readonly model: Model;
  readonly level: Level;
  readonly owner: Owner | undefined;
  readonly path: string;
}

/** Compiles what is shown of rows, and collects what is to be loaded for it. */
export class RowsCompiler {
  readonly reader: SelectionReader;
  /** What reads the arguments of each connection. */
  readonly plans: PlanReader[] = [];
  readonly limits: QueryLimits;
  readonly #selection: Omit<Selection, 'fieldNodes'>;

  constructor(reader: SelectionReader, limits: QueryLimits) {
    const { schema, fragments, variables = {} } = reader;
    this.reader = reader;
    this.limits = limits;
    this.#selection = { schema, fragments: Object.fromEntries(fragments), variableValues: variables };
  }

  /** Builds the lookup of rows by these fields, with the long fields that these nodes select of them. */
  buildLookup(model: Model, by: readonly Field[], nodes: FieldNodes, path: string): Lookup {
    const wide = selectedWideFields(model, { ...this.#selection, fieldNodes: nodes });
    return {
      shape: buildRowShape({ model, by, wide }),
      paths: [path],
      level: { wide, branches: [] },
    };
  }

  /** Compiles the writer of a row. */
  compileRow(place: RowsPlace, type: GraphQLObjectType, nodes: FieldNodes): RowView {
    return this.#compileObject(type, nodes, (field, name, below) =>
      this.#compileField(place, field, name, below),
    );
  }

  #compileField(
    place: RowsPlace,
    field: GraphQLField<unknown, unknown>,
    name: string,
    nodes: FieldNodes,
  ): RowView {
    const { model, level, path } = place;
    const source = readFieldSource(field);
    if (source === undefined) {
      if (field.resolve === undefined) return buildFieldView(field.name, field.type);
      return buildReadView((row) =>
        writeNodeId(
          model,
          model.key.map((each) => row[each.name]),
        ),
      );
    }
    if (source.kind !== 'relation')
      throw new Error(`Expected a field of ${model.name}, but got: ${field.name}.`);
    const { relation } = source;
    const inner = `${path}.${name}`;
    if (relation.cardinality === 'many') {
      const owner = { relation, model, level };
      const { pages, view } = this.compilePages(relationSource(relation), field, nodes, {
        owner,
        path: inner,
      });
      const number = level.branches.push({ kind: 'pages', relation, pages }) - 1;
      return buildRelatedPagesView(number, pages.number, view);
    }
    const { number, branch } = this.#addRowBranch(place, relation, nodes, inner);
    const target = { model: relation.target, level: branch.lookup.level, owner: undefined, path: inner };
    const write = this.compileRow(target, readObject(field), nodes);
    return buildRelatedView(number, { number: branch.views++, nullable: !isNonNullType(field.type), write });
  }

  /** Fields that show the same of a relation share a branch. */
  #addRowBranch(
    { level, owner }: RowsPlace,
    relation: Relation,
    nodes: FieldNodes,
    path: string,
  ): { readonly number: number; readonly branch: RowBranch } {
    const lookup = this.buildLookup(relation.target, relation.to, nodes, path);
    const shown = selectedStoredFields(relation.target, { ...this.#selection, fieldNodes: nodes });
    for (const [number, branch] of level.branches.entries()) {
      if (branch.kind !== 'row' || branch.relation !== relation || branch.lookup.shape.id !== lookup.shape.id)
        continue;
      branch.lookup.paths.push(path);
      for (const field of shown) branch.shown.add(field);
      return { number, branch };
    }
    const branch: RowBranch = {
      kind: 'row',
      relation,
      shown: new Set(shown),
      lookup,
      leadsBack: owner !== undefined && leadsBack(relation, owner, lookup.level.wide),
      views: 0,
    };
    return { number: level.branches.push(branch) - 1, branch };
  }

  /** Compiles a connection: what is loaded for it, and its writer. */
  compilePages(
    source: ConnectionSource,
    field: GraphQLField<unknown, unknown>,
    nodes: FieldNodes,
    { owner, path }: { readonly owner: Owner | undefined; readonly path: string },
  ): { readonly pages: Pages; readonly view: PagesView } {
    const { model } = source;
    const selection = readConnectionSelection(model, { ...this.#selection, fieldNodes: nodes });
    const { wide } = selection;
    const level: Level = { wide, branches: [] };
    const place: RowsPlace = { model, level, owner, path };
    const figurePaths: string[] = [];
    let hasRows = false;
    const view = this.#compileObject(readObject(field), nodes, (part, name, below) => {
      const load = readFieldLoad(part);
      if (load === 'page') hasRows = true;
      if (load === 'figures') figurePaths.push(`${path}.${name}`);
      return this.#compilePart(place, part, name, below);
    });
    const companions = level.branches.filter(canComeAlong);
    const along = companions.map((branch) => (branch.along = buildAlong(branch.relation, branch.shown)));
    const read: PlanReader = (variables) =>
      readConnectionPlan(
        source,
        getArgumentValues(field, nodes[0] as FieldNode, variables),
        selection,
        this.limits,
        along,
      );
    const pages: Pages = {
      number: this.plans.push(hasVariables(nodes[0]) ? read : once(read)) - 1,
      level,
      paths: [path, ...companions.flatMap(({ lookup }) => lookup.paths)],
      hasRows,
      figurePaths,
    };
    return { pages, view };
  }

  /** A field of a connection. */
  #compilePart(
    place: RowsPlace,
    field: GraphQLField<unknown, unknown>,
    name: string,
    nodes: FieldNodes,
  ): PagesView {
    const path = `${place.path}.${name}`;
    switch (field.name) {
      case 'nodes':
        return buildRowsView(this.compileRow({ ...place, path }, readObject(field), nodes));
      case 'edges':
        return buildRowsView(
          this.#compileObject(readObject(field), nodes, (each, edgeName, below) =>
            each.name === 'cursor'
              ? writeCursor
              : this.compileRow({ ...place, path: `${path}.${edgeName}` }, readObject(each), below),
          ),
        );
      case 'pageInfo':
        return buildPageInfoView(
          this.#compileObject(readObject(field), nodes, (each) => readPart(pageInfoViews, each.name)),
        );
      case 'totalCount':
        return buildFiguresView(buildFigureView('count', field.type));
      case 'aggregate':
        return buildFiguresView(this.#compileFigures(place.model, readObject(field), nodes));
      default:
        throw new Error(`Expected a field of a connection, but got: ${field.name}.`);
    }
  }

  #compileFigures(model: Model, type: GraphQLObjectType, nodes: FieldNodes): FiguresView {
    return this.#compileObject(type, nodes, (part, _name, below) => {
      if (part.name === 'count') return buildFigureView('count', part.type);
      return this.#compileObject(readObject(part), below, (figure) => {
        const measured = model.fields.find((each) => each.name === figure.name) as Field; // it has a field for each
        const measure = { function: part.name, field: measured } as Measure; // the other parts are functions
        return buildFigureView(measureName(measure), figure.type);
      });
    });
  }

  /** An object whose fields are compiled one by one; `__typename` is among those of all objects. */
  #compileObject<Source extends readonly unknown[]>(
    type: GraphQLObjectType,
    nodes: FieldNodes,
    compile: (field: GraphQLField<unknown, unknown>, name: string, nodes: FieldNodes) => View<Source>,
  ): View<Source> {
    const fields = [...mergeFields(type, nodes, this.reader)].map(([name, merged]) => {
      const field = readField(type, merged);
      return [name, field ? compile(field, name, merged) : buildConstantView(type.name)] as const;
    });
    return buildObjectView(fields);
  }
}

/** The nodes that a field of the answer is merged of. */
export type FieldNodes = readonly FieldNode[];

/** The field that these nodes are of; nothing for `__typename`, which no type lists. */
export function readField(
  type: GraphQLObjectType,
  [node]: FieldNodes,
): GraphQLField<unknown, unknown> | undefined {
  return type.getFields()[node?.name.value ?? ''];
}

/** The type of the objects that a field answers, which are all of one type. */
export function readObject({ type }: { readonly type: GraphQLOutputType }): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}

function readPart<T>(parts: Readonly<Record<string, T>>, name: string): T {
  const part = parts[name];
  if (part === undefined) throw new Error(`Expected one of ${Object.keys(parts).join()}, but got: ${name}.`);
  return part;
}

function hasVariables(node: FieldNode | undefined): boolean {
  let found = false;
  for (const argument of node?.arguments ?? []) visit(argument, { Variable: () => void (found = true) });
  return found;
}

/** Keeps what was read, but for what it throws. */
function once(read: PlanReader): PlanReader {
  let plan: ConnectionPlan | undefined;
  return (variables) => (plan ??= read(variables));
}
