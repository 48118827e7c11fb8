import { type FieldNode, type GraphQLField, visit } from 'graphql';
import {
  type JoinedColumns,
  buildJoinedColumns,
  buildColumns,
  type Columns,
  longFields,
  uniteColumns,
} from '../../model/columns.ts';
import { buildRowShape, type Measure, measureName, type RowShape, type Shape } from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import type {
  ConnectionPlan,
  ConnectionSelection,
  ConnectionSource,
} from '../../resolvers/connection-plan.ts';
import { canBeJoined, isOwner, type Owner } from './omitted-lookups.ts';

/** Rows that are shown together, and what is to be loaded for all of them: each branch once, whoever shows it. */
export class Level {
  readonly model: Model;
  /** The stored fields that are shown of the rows. */
  readonly shown = new Set<Field>();
  readonly branches: Branch[] = [];

  constructor(model: Model) {
    this.model = model;
  }

  /** Reads which fields are needed of the rows: those shown, and those that are gone by to what is shown below. */
  readNeeded(): ReadonlySet<Field> {
    const needed = new Set(this.shown);
    for (const branch of this.branches) {
      for (const field of branch.relation.from) needed.add(field);
      if (branch.kind === 'row') continue;
      // Where rows lead back to these, what is shown of them there is read here.
      for (const back of branch.pages.level.branches)
        if (back.kind === 'row' && isOwner(back))
          for (const field of back.lookup.level.readNeeded()) needed.add(field);
    }
    return needed;
  }
}

/** A relation that is shown of the rows of a level. */
export type Branch = RowBranch | PagesBranch;

/** A to-one relation. */
export interface RowBranch {
  readonly kind: 'row';
  readonly relation: Relation;
  readonly lookup: Lookup;
  /** The rows whose pages the rows of the level are. */
  readonly owner: Owner | undefined;
}

/** A to-many relation. */
export interface PagesBranch {
  readonly kind: 'pages';
  readonly relation: Relation;
  readonly pages: Pages;
}

/** Rows that are looked up by key. What is shown of them is complete once the document is compiled. */
export class Lookup {
  readonly level: Level;
  readonly by: readonly Field[];
  /** The fields that show the rows, for the trace. */
  readonly traces: string[] = [];
  /** How many fields show the rows. */
  writers = 0;
  readonly #alike: Lookups;
  #own: RowLoad | undefined;

  /** @param alike the lookups of the document by these fields; it is added to them. */
  constructor(model: Model, by: readonly Field[], alike: Lookups) {
    this.level = new Level(model);
    this.by = by;
    this.#alike = alike;
    alike.add(this);
  }

  /** Its shape, and what it shows itself. */
  get own(): RowLoad {
    return (this.#own ??= this.#build());
  }

  /** What all lookups of its shape show. */
  get columns(): Columns {
    return this.#alike.columnsOf(this.own);
  }

  #build(): RowLoad {
    const { model } = this.level;
    const columns = buildColumns(model, this.level.readNeeded());
    return { shape: buildRowShape({ model, by: this.by, long: longFields(columns) }), columns };
  }
}

/** A lookup's shape, and the columns that it shows itself. */
interface RowLoad {
  readonly shape: RowShape;
  readonly columns: Columns;
}

/** The lookups of a document by the same fields. Those of one shape are one load, wherever they are: all read the union. */
export class Lookups {
  readonly #all: Lookup[] = [];
  #unions: ReadonlyMap<string, Columns> = new Map();
  #united = 0;

  add(lookup: Lookup): void {
    this.#all.push(lookup);
  }

  /** Gives the union of what is shown by a load's shape. What is below `node` is compiled when it is first needed. */
  columnsOf({ shape, columns }: RowLoad): Columns {
    if (this.#united < this.#all.length) {
      const loads = this.#all.map(({ own }) => own);
      this.#unions = uniteEach(shape.model, loads);
      this.#united = loads.length;
    }
    return this.#unions.get(shape.id) ?? columns;
  }
}

/** Unites the columns of loads of a model, those of each shape by its id. */
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

/** A connection and what is shown of it, which is complete once the document is compiled. */
export class Pages {
  /** Its index in `Run.connections`. */
  readonly number: number;
  readonly source: ConnectionSource;
  readonly field: GraphQLField<unknown, unknown>;
  /** The node that its arguments are read from. */
  readonly node: FieldNode;
  readonly trace: string;
  readonly level: Level;
  /** All connections of the document to the same rows, whose arguments may turn out to be the same. */
  readonly alike: readonly Pages[];
  readonly measures = new Map<string, Measure>();
  /** The fields that show measures, for the trace. */
  readonly measureTraces: string[] = [];
  /** Whether its arguments hold no variable, so that they are read once for all requests. */
  readonly isConstant: boolean;
  constantPlan: ConnectionPlan | Error | undefined;
  hasRows = false;
  showsNext = false;
  showsPrevious = false;
  showsCursors = false;
  #finished: FinishedPages | undefined;

  /** @param alike all connections of the document to these rows; it is added to them. */
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

  /** What its loads are made of beside its arguments. */
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
      joinedOf: new Map(joined.map((branch, index) => [branch, joinedColumns[index] as JoinedColumns])), // made of the same list
      traces: [this.trace, ...joined.flatMap(({ lookup }) => lookup.traces)],
    };
  }
}

interface FinishedPages {
  readonly selection: ConnectionSelection;
  readonly joinedOf: ReadonlyMap<Branch, JoinedColumns>;
  /** The fields that the page's statement loads for, for the trace. */
  readonly traces: readonly string[];
}

const functions = ['min', 'max', 'avg', 'sum'] as const;

/** Gives measures in one order, whatever order the document gives them: equal selections are equal shapes. */
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
