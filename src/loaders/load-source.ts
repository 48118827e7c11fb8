import type { Flow } from '../database/gate/flow.ts';
import type { Change, Written } from '../model/change.ts';
import type { Asked } from '../model/columns.ts';
import type { Answer, Scoped, Shape } from '../model/load.ts';
import type { OwnResult, OwnStatement } from '../model/own-statement.ts';

/** A request, as the coalescer sees it. */
export interface Requester {
  /** The statements that were sent for it, including shared ones. */
  statements: number;
  /** Its share of the gate. */
  readonly flow: Flow;
}

/** A load of several keys of one shape by one request. */
export interface Load<S extends Shape = Shape> {
  /** One answer per key, in the order of the keys. */
  readonly answers: Promise<readonly Answer<S>[]>;
  /**
   * Ends the load. `answers` rejects with the reason, and the keys leave their batch if its statement still
   * waits.
   */
  readonly leave: (reason: Error) => void;
}

/** The circumstances of a change. */
export interface WriteOptions {
  /** The path of the field that makes the change, for the trace. */
  readonly path?: string;
  /** The number of changes in the whole document. One by default. */
  readonly changes?: number;
}

/** The circumstances of a statement of own code. */
export interface QueryOptions {
  /** The path of the field that runs it, for the trace. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/** The circumstances of a lease of the user's Prisma client. */
export interface LeaseOptions extends QueryOptions {
  /** Called for each statement that the client has run. */
  readonly onStatement: () => void;
}

/** The user's Prisma client, until it is disposed. */
export interface LeasedPrisma extends Disposable {
  readonly client: unknown;
}

/**
 * A source of loads to which the rules have been applied: the coalescer, which shares statements among
 * requests, or a transaction.
 */
export interface ScopedSource {
  /** Loads keys of a shape, with at least these columns. */
  load<S extends Shape>(
    shape: Scoped<S>,
    asked: Asked,
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S>;
  /** The error that has ended the source. A transaction fails when its request is given up. */
  readonly failure?: Error | undefined;
  /** Runs a statement of own code. Outside a mutation it is a SELECT. */
  query?(statement: OwnStatement, requester: Requester, options: QueryOptions): Promise<OwnResult>;
  /** Lends the user's own Prisma client. Returns undefined if none is configured. */
  readonly leasePrisma?:
    ((requester: Requester, options: LeaseOptions) => LeasedPrisma | undefined) | undefined;
  /** Is aborted when nothing can be loaded any more. Undefined if only the session itself can end. */
  readonly signal?: AbortSignal;
  /** Makes a change. Undefined outside a mutation. */
  write?(change: Change, requester: Requester, options: WriteOptions): Promise<Written>;
}
