import type { Session } from '../loaders/session.ts';
import type { Along, RowShape } from '../model/load.ts';
import type { Field, Relation } from '../model/model.ts';
import type { JsonWriter } from '../std/json-writer.ts';
import type { ConnectionPlan } from '../resolvers/connection-plan.ts';

/** Variables as graphql-js has coerced them. */
export type Variables = Readonly<Record<string, unknown>>;

/** One execution of a compiled query. */
export interface Run {
  readonly session: Session;
  /** What the arguments of each connection come to, by its number. */
  readonly plans: readonly ConnectionPlan[];
  /** Where its answer is written, once all is loaded. */
  readonly out: JsonWriter;
}

/** Rows that are shown together, and what is to be loaded for all of them: each branch once, whoever shows it. */
export interface Level {
  /** The long fields that these rows have. */
  readonly wide: readonly Field[];
  readonly branches: Branch[];
}

/** A relation that is shown of the rows of a level. */
export type Branch = RowBranch | PagesBranch;

/** A relation that leads to one row. */
export interface RowBranch {
  readonly kind: 'row';
  readonly relation: Relation;
  /** The stored fields that are shown of its rows. */
  readonly shown: Set<Field>;
  /** By what its rows may have come with those of the level. */
  along?: Along;
  readonly lookup: Lookup;
  /** Whether it leads back to the rows whose pages the rows of its level are: the row is there already. */
  readonly leadsBack: boolean;
  /** How many fields show its rows. */
  views: number;
}

/** A relation that leads to many rows. */
export interface PagesBranch {
  readonly kind: 'pages';
  readonly relation: Relation;
  readonly pages: Pages;
}

/** Rows that are looked up by key. */
export interface Lookup {
  readonly shape: RowShape;
  /** The fields that show it, for the trace. */
  readonly paths: string[];
  readonly level: Level;
}

/** A connection, whoever its parents are. */
export interface Pages {
  /** Its place among `Run.plans`. */
  readonly number: number;
  readonly level: Level;
  /** The field where its rows are shown, for the trace. */
  readonly paths: readonly string[];
  readonly hasRows: boolean;
  /** The fields that show figures. */
  readonly figurePaths: readonly string[];
}
