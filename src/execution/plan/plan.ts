import { type FieldNode, type GraphQLField, visit } from 'graphql';
import {
  type JoinedColumns,
  buildJoinedColumns,
  buildColumns,
  type Columns,
  longFields,
  uniteColumns,
} from '../../model/columns.ts';
import { buildRowShape } from '../../model/build-shape.ts';
import { type Measure, measureName, type RowShape, type Shape } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import type {
  ConnectionPlan,
  ConnectionSelection,
  ConnectionSource,
} from '../../resolvers/connection-plan.ts';
import type { OwnField } from '../../own/own-field.ts';
import type { CollectKeys } from '../load/loaded.ts';
import { canBeJoined, isOwner, type Owner } from './omitted-lookups.ts';

/** The rows at one depth, and the loads below them: one per branch, for all fields that show it. */
export class Level {
  readonly model: Model;
  /** The columns that are shown of the rows, or that fields of the user's own need. */
  readonly shown = new Set<Field>();
  readonly branches: Branch[] = [];

  constructor(model: Model) {
    this.model = model;
  }

  /**
   * Reads the fields that the rows need: those shown, and those that the keys of the branches are made of.
   */
  readNeeded(): ReadonlySet<Field> {
    const needed = new Set(this.shown);
    for (const branch of this.branches) {
      if (branch.kind === 'own') continue;
      for (const field of branch.relation.from) needed.add(field);
      if (branch.kind === 'row') continue;
      // If rows of a page refer back to these, the fields shown of them there are read here.
      for (const back of branch.pages.level.branches)
        if (back.kind === 'row' && isOwner(back))
          for (const field of back.lookup.level.readNeeded()) needed.add(field);
    }
    return needed;
  }
}

/** A relation or a field of the user's own, below the rows of a level. */
export type Branch = RowBranch | PagesBranch | OwnBranch;

/** A to-one relation. */
export interface RowBranch {
  readonly kind: 'row';
  readonly relation: Relation;
  readonly lookup: Lookup;
  /** The rows whose pages make up the level. */
  readonly owner: Owner | undefined;
}

/** A to-many relation. */
export interface PagesBranch {
  readonly kind: 'pages';
  readonly relation: Relation;
  readonly pages: Pages;
}

/** A field of the user's own. */
export interface OwnBranch {
  readonly kind: 'own';
  readonly call: OwnCall;
}

/** A field of the user's own in a document. */
export interface OwnCall {
  readonly own: OwnField;
  readonly field: GraphQLField<unknown, unknown>;
  /** The field node whose arguments it takes. */
  readonly node: FieldNode;
  readonly trace: string;
  /** The lookups of the rows whose keys its values hold, one for each field that shows such rows. */
  readonly lookups: readonly Lookup[];
  /** Collects the keys of its values. Undefined if they hold none. */
  readonly collect: CollectKeys | undefined;
}

/** Rows that are looked up by key. Its fields are complete once the document is compiled. */
export class Lookup {
  readonly level: Level;
  readonly by: readonly Field[];
  /** The paths of the fields that show the rows, for the trace. */
  readonly traces: string[] = [];
  /** The number of fields that show the rows. */
  writers = 0;
  readonly #alike: Lookups;
  #own: RowLoad | undefined;

  /** @param alike The lookups of the document by the same fields. This one is added to them. */
  constructor(model: Model, by: readonly Field[], alike: Lookups) {
    this.level = new Level(model);
    this.by = by;
    this.#alike = alike;
    alike.add(this);
  }

  /** Its shape, and the columns that it shows itself. */
  get own(): RowLoad {
    return (this.#own ??= this.#build());
  }

  /** The columns of all lookups of its shape. */
  get columns(): Columns {
    return this.#alike.columnsOf(this.own);
  }

  #build(): RowLoad {
    const { model } = this.level;
    const columns = buildColumns(model, this.level.readNeeded());
    return { shape: buildRowShape({ model, by: this.by, long: longFields(columns) }), columns };
  }
}

/** The shape of a lookup, and the columns that it shows itself. */
interface RowLoad {
  readonly shape: RowShape;
  readonly columns: Columns;
}

/**
 * The lookups of a document by the same fields. Those of one shape are one load, which reads the union of
 * their columns.
 */
export class Lookups {
  readonly #all: Lookup[] = [];
  #unions: ReadonlyMap<string, Columns> = new Map();
  #united = 0;

  add(lookup: Lookup): void {
    this.#all.push(lookup);
  }

  /**
   * Returns the union of the columns of a load's shape. It may grow, because nodes are compiled on first
   * use.
   */
  columnsOf({ shape, columns }: RowLoad): Columns {
    if (this.#united < this.#all.length) {
      const loads = this.#all.map(({ own }) => own);
      this.#unions = uniteEach(shape.model, loads);
      this.#united = loads.length;
    }
    return this.#unions.get(shape.id) ?? columns;
  }
}

/** Unites the columns of a model's loads. Returns one union for each id of a shape. */
export function uniteEach(
  model: Model,
  loads: readonly { readonly shape: Shape; readonly columns: Columns }[],
): ReadonlyMap<string, Columns> {
  const unite = (equal: readonly { readonly columns: Columns }[]): Columns =>
    uniteColumns(
      model,
      equal.map(({ columns }) => columns),
    );
  const groups = Map.groupBy(loads, ({ shape }) => shape.id);
  return new Map(Array.from(groups, ([id, equal]) => [id, unite(equal)]));
}

/** A connection and its selection, which is complete once the document is compiled. */
export class Pages {
  /** Its index in `Run.connections`. */
  readonly number: number;
  readonly source: ConnectionSource;
  readonly field: GraphQLField<unknown, unknown>;
  /** The field node whose arguments it takes. */
  readonly node: FieldNode;
  readonly trace: string;
  readonly level: Level;
  /** All connections of the document to the same rows. Their arguments may turn out to be equal. */
  readonly alike: readonly Pages[];
  readonly measures = new Map<string, Measure>();
  /** The paths of the fields that show measures, for the trace. */
  readonly measureTraces: string[] = [];
  /** True if its arguments contain no variable, so that they are read once for all requests. */
  readonly isConstant: boolean;
  constantPlan: ConnectionPlan | Error | undefined;
  hasRows = false;
  showsNext = false;
  showsPrevious = false;
  showsCursors = false;
  #finished: FinishedPages | undefined;

  /** @param alike All connections of the document to the same rows. This one is added to them. */
  constructor(parts: Pick<Pages, 'number' | 'source' | 'field' | 'node' | 'trace'>, alike: Pages[]) {
    this.number = parts.number;
    this.source = parts.source;
    this.field = parts.field;
    this.node = parts.node;
    this.trace = parts.trace;
    this.isConstant = !hasVariables(parts.node);
    this.level = new Level(parts.source.model);
    this.alike = alike;
    alike.push(this);
  }

  /** Everything that its loads need except its arguments. */
  get finished(): FinishedPages {
    return (this.#finished ??= this.#finish());
  }

  #finish(): FinishedPages {
    const { level, measures, showsNext, showsPrevious, showsCursors } = this;
    const joined = level.branches.filter((branch) => branch.kind === 'row').filter(canBeJoined);
    const joinedColumns = joined.map(({ relation, lookup }) =>
      buildJoinedColumns(relation, lookup.level.shown),
    );
    return {
      selection: {
        needed: level.readNeeded(),
        joined: joinedColumns,
        measures: sortMeasures(measures, level.model),
        showsNext,
        showsPrevious,
        showsCursors,
      },
      joinedOf: new Map(joined.map((branch, index) => [branch, joinedColumns[index] as JoinedColumns])), // one for each of the same list
      traces: [this.trace, ...joined.flatMap(({ lookup }) => lookup.traces)],
    };
  }
}

interface FinishedPages {
  readonly selection: ConnectionSelection;
  readonly joinedOf: ReadonlyMap<Branch, JoinedColumns>;
  /** The paths that the page's statement loads for. */
  readonly traces: readonly string[];
}

const functions = ['min', 'max', 'avg', 'sum'] as const;

/** Sorts measures, so that equal selections have equal shapes whatever order the document gives them. */
function sortMeasures(shown: ReadonlyMap<string, Measure>, { fields }: Model): readonly Measure[] {
  const all: Measure[] = [
    { function: 'count' },
    ...functions.flatMap((each) => fields.map((field) => ({ function: each, field }))),
  ];
  return all.filter((measure) => shown.has(measureName(measure)));
}

function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given) visit(argument, { Variable: () => void (found = true) });
  return found;
}
