import type { Events } from '../events.ts';
import type { Log } from '../log.ts';
import type { Field, Model, Models } from '../model/model.ts';
import type { OwnSql } from '../model/own-sql.ts';
import type { OwnContext } from './own-context.ts';

/** A row as own code sees it: the fields that it needs, by name. */
export type OwnRow = Readonly<Record<string, unknown>>;

/** The arguments of a field, as graphql-js has coerced them. */
export type OwnArguments = Readonly<Record<string, unknown>>;

/** Answers all rows of a level with a list in their order. */
export type OwnLoad = (rows: readonly OwnRow[], given: OwnArguments, context: OwnContext) => unknown;

/** Answers a field of Query or Mutation. */
export type OwnResolve = (given: OwnArguments, context: OwnContext) => unknown;

/** The surroundings of own code that are the same for all requests. */
export interface OwnHost {
  readonly log: Log;
  readonly events: Events;
  readonly models: Models;
  /** True if a field that runs more statements than it declares is logged instead of refused. */
  readonly production: boolean;
}

/** The code of a field. */
export type OwnCode =
  | { readonly kind: 'load'; readonly load: OwnLoad }
  | { readonly kind: 'resolve'; readonly resolve: OwnResolve; readonly isMutation: boolean }
  | { readonly kind: 'sql'; readonly sql: OwnSql; readonly isList: boolean };

/** A field of the user's own, of a model, of Query or of Mutation. */
export interface OwnField {
  /** The names of its type and itself: `User.avatar`. */
  readonly label: string;
  /** The model of its rows. Undefined for a field of Query or Mutation. */
  readonly model: Model | undefined;
  /** The word for one of its rows, in messages. */
  readonly noun: string;
  /** The columns of the rows that it is given. */
  readonly needs: readonly Field[];
  readonly code: OwnCode;
  readonly timeoutMs: number | undefined;
  /** The number of statements that a call may run. Undefined if it is not declared. */
  readonly statements: number | undefined;
  /** False if it answers one row after the other. */
  readonly isBatched: boolean;
  readonly host: OwnHost;
}

/**
 * Counts the statements that a field declares for a call. Own SQL is one. A field of Mutation that declares
 * nothing may run any number.
 */
export function declaredStatements({ code, statements }: OwnField): number {
  if (statements !== undefined) return statements;
  if (code.kind === 'resolve' && code.isMutation) return Infinity;
  return code.kind === 'sql' ? 1 : 0;
}
