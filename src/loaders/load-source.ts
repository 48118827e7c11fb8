import type { Flow } from '../database/gate/flow.ts';
import type { Change, Written } from '../model/change.ts';
import type { Asked } from '../model/columns.ts';
import type { Answer, Shape } from '../model/load.ts';

/** Who loads: a request, as far as the coalescer must know it. */
export interface Requester {
  /** Statements that were sent for it, shared ones included. */
  statements: number;
  /** Its turns at the gate in front of the database. */
  readonly flow: Flow;
}

/** All that one request loads of one shape at once. */
export interface Load<S extends Shape = Shape> {
  /** One answer a key, in the order of the keys. */
  readonly answers: Promise<readonly Answer<S>[]>;
  /** Gives the load up: `answers` rejects with the reason, and the keys leave a statement that still waits. */
  readonly leave: (reason: Error) => void;
}

/** What a change is made for. */
export interface WriteOptions {
  /** The field that asks, for the trace. */
  readonly path?: string;
  /** Changes of the whole document, one unless given. */
  readonly changes?: number;
}

/** Where the loads of a session go: to the coalescer, which shares them among requests, or to a transaction. */
export interface LoadSource {
  /** Loads keys of a shape, with these columns at least. */
  load<S extends Shape>(
    shape: S,
    asked: Asked,
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S>;
  /** Absent where nothing may be written. */
  write?(change: Change, requester: Requester, options: WriteOptions): Promise<Written>;
}
