import { type GraphQLError, locatedError } from 'graphql';
import { ResponseTooLargeError, TooManyKeysError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import type { JsonWriter } from '../std/json-writer.ts';
import type { Columns } from '../model/columns.ts';
import type { ConnectionPlan } from '../resolvers/connection-plan.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import type { OwnCalls } from './load/own-calls.ts';
import { type Position, readPath } from './position.ts';

/** Variables as graphql-js has coerced them. One without a value is absent. */
export type Variables = Readonly<Record<string, unknown>>;

/** The state of one execution while it loads. */
export interface Run {
  readonly session: Session;
  readonly variables: Variables;
  readonly limits: PageLimits;
  /** The number of fields of the operation that make a change. */
  readonly changes: number;
  /**
   * The arguments of each connection, by its number, once they have been read. An error if they are refused.
   */
  readonly connections: (ConnectionPlan | Error | undefined)[];
  /** The columns of all pages of a shape, by its id. */
  readonly columns: Map<string, Columns>;
  /** The calls of the user's own code. */
  readonly own: OwnCalls;
}

/** The state of one execution while its answer is written. */
export interface Writing {
  readonly session: Session;
  readonly out: JsonWriter;
  readonly faults: Faults;
  /** The number of the current item of each list, by the list's depth. */
  readonly indices: number[];
  /** The items written so far. The clock is read only every few ticks. */
  ticks: number;
}

/**
 * An error that is thrown up to the nearest nullable position, which becomes null. Its cause is already
 * recorded.
 */
export class NullUp extends Error {
  override readonly name = 'NullUp';
}

const nullUp = new NullUp('Expected a nullable position around an error.');

/** The errors of an answer. The first `most` are kept, and the others only counted. */
export class Faults {
  readonly errors: GraphQLError[] = [];
  count = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Records an error at a position, or one that has a path already. */
  add(error: Error, position?: Position, indices: readonly number[] = []): void {
    this.count++;
    if (this.errors.length >= this.#most) return;
    const located = position ? locatedError(error, position.nodes, readPath(position, indices)) : error;
    this.errors.push(located as GraphQLError); // an error without a position comes from graphql-js
  }
}

/**
 * Records an error and makes its position null. Writers return the result of this function.
 * @throws NullUp If the position is not nullable. The error itself, if it ends the request.
 */
export function fail({ faults, indices, out }: Writing, position: Position, error: Error): undefined {
  if (endsRequest(error)) throw error;
  faults.add(error, position, indices);
  if (!position.isNullable) throw nullUp;
  out.raw('null');
  return undefined;
}

/** Returns true if the error refuses the whole answer, because its position means nothing to the client. */
export function endsRequest(error: unknown): boolean {
  return error instanceof ResponseTooLargeError || error instanceof TooManyKeysError;
}
