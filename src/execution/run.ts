import { type GraphQLError, locatedError } from 'graphql';
import { ResponseTooLargeError, TooManyKeysError } from '../errors.ts';
import type { Session } from '../loaders/session.ts';
import type { JsonWriter } from '../std/json-writer.ts';
import { Pacer } from '../std/pacer.ts';
import type { Columns } from '../model/columns.ts';
import type { ConnectionPlan } from '../resolvers/connection-plan.ts';
import type { PageLimits } from '../resolvers/read-page.ts';
import { type Position, readPath } from './position.ts';

/** Variables as graphql-js has coerced them; one that is not given is absent. */
export type Variables = Readonly<Record<string, unknown>>;

/** The loading of one execution of an operation. */
export interface Run {
  readonly session: Session;
  readonly variables: Variables;
  readonly limits: PageLimits;
  /** How many fields of the operation make a change. */
  readonly changes: number;
  /** The arguments of each connection, by its number, once they have been read; an error where they are refused. */
  readonly connections: (ConnectionPlan | Error | undefined)[];
  /** What all positions of a page's shape show, by its id. */
  readonly columns: Map<string, Columns>;
}

/** The writing of its answer, once all is loaded. */
export interface Writing {
  readonly session: Session;
  readonly out: JsonWriter;
  readonly faults: Faults;
  /** The numbers of the items that are being written, by the depth of their lists. */
  readonly indices: number[];
  /** Counts what was written, so that the clock is asked now and then only. */
  ticks: number;
}

/** How long all answers together may write within one turn of the event loop. */
const sliceMs = 8;

/** Shares the event loop between the answers of the process. */
export const pacer = new Pacer(sliceMs);

/** Thrown up to the nearest nullable position, which becomes null; the error itself is recorded already. */
export class NullUp extends Error {
  override readonly name = 'NullUp';
}

const nullUp = new NullUp('Expected a nullable position around an error.');

/** The errors of an answer: `most` of them are kept, the others only counted. */
export class Faults {
  readonly errors: GraphQLError[] = [];
  count = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Records an error at a position, or one that is located already. */
  add(error: Error, position?: Position, indices: readonly number[] = []): void {
    this.count++;
    if (this.errors.length >= this.#most) return;
    const located = position ? locatedError(error, position.nodes, readPath(position, indices)) : error;
    this.errors.push(located as GraphQLError); // what has no position comes from graphql-js
  }
}

/**
 * Records an error at a position, which becomes null if it can be. Writers return what it returns.
 * @throws NullUp where it cannot; the error itself where it ends the request.
 */
export function fail({ faults, indices, out }: Writing, position: Position, error: Error): undefined {
  if (endsRequest(error)) throw error;
  faults.add(error, position, indices);
  if (!position.isNullable) throw nullUp;
  out.raw('null');
  return undefined;
}

/** Whether the answer is refused as a whole: a part of it would be cut off at no position that means anything. */
export function endsRequest(error: unknown): boolean {
  return error instanceof ResponseTooLargeError || error instanceof TooManyKeysError;
}
