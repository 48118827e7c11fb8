import { type FieldNode, type GraphQLField, visit } from 'graphql';
import {
  type Along,
  buildAlong,
  buildRowShape,
  type Measure,
  measureName,
  type RowShape,
} from '../../model/load.ts';
import type { Field, Model, Relation } from '../../model/model.ts';
import type {
  ConnectionPlan,
  ConnectionSelection,
  ConnectionSource,
} from '../../resolvers/connection-plan.ts';
import { canBeJoined, type Owner } from './spared-lookups.ts';

/** Rows that are shown together, and what is to be loaded for all of them: each branch once, whoever shows it. */
export class Level {
  readonly model: Model;
  /** The stored fields that are shown of the rows. */
  readonly shown = new Set<Field>();
  readonly branches: Branch[] = [];

  constructor(model: Model) {
    this.model = model;
  }

  /** The long fields among those shown, in the order of the model. */
  get wide(): readonly Field[] {
    return this.model.fields.filter((field) => field.wide && this.shown.has(field));
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
  views = 0;
  #shape: RowShape | undefined;

  constructor(model: Model, by: readonly Field[]) {
    this.level = new Level(model);
    this.by = by;
  }

  get shape(): RowShape {
    const { model, wide } = this.level;
    return (this.#shape ??= buildRowShape({ model, by: this.by, wide }));
  }
}

/** A connection and what is shown of it, which is complete once the document is compiled. */
export class Pages {
  /** Its place among `Run.connections`. */
  readonly number: number;
  readonly source: ConnectionSource;
  readonly field: GraphQLField<unknown, unknown>;
  /** The node that its arguments are read from. */
  readonly node: FieldNode;
  readonly trace: string;
  readonly level: Level;
  readonly measures = new Map<string, Measure>();
  /** The fields that show measures, for the trace. */
  readonly measureTraces: string[] = [];
  /** Whether its arguments hold no variable, so that they are read once for all requests. */
  readonly isConstant: boolean;
  constantPlan: ConnectionPlan | Error | undefined;
  hasRows = false;
  showsNext = false;
  showsPrevious = false;
  #finished: FinishedPages | undefined;

  constructor(parts: Pick<Pages, 'number' | 'source' | 'field' | 'node' | 'trace'>) {
    this.number = parts.number;
    this.source = parts.source;
    this.field = parts.field;
    this.node = parts.node;
    this.trace = parts.trace;
    this.isConstant = !hasVariables(parts.node);
    this.level = new Level(parts.source.model);
  }

  /** What its loads are made of beside its arguments. */
  get finished(): FinishedPages {
    return (this.#finished ??= this.#finish());
  }

  #finish(): FinishedPages {
    const { level, measures, showsNext, showsPrevious } = this;
    const joined = level.branches.filter((branch) => branch.kind === 'row').filter(canBeJoined);
    const along = joined.map(({ relation, lookup }) => buildAlong(relation, lookup.level.shown));
    return {
      selection: {
        wide: level.wide,
        measures: sortMeasures(measures, level.model),
        showsNext,
        showsPrevious,
      },
      along,
      alongOf: new Map(joined.map((branch, index) => [branch, along[index] as Along])), // made of the same list
      traces: [this.trace, ...joined.flatMap(({ lookup }) => lookup.traces)],
    };
  }
}

interface FinishedPages {
  readonly selection: ConnectionSelection;
  /** Rows of to-one relations that may come in the statement of the page. */
  readonly along: readonly Along[];
  readonly alongOf: ReadonlyMap<Branch, Along>;
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
