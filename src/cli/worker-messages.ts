import type { Config } from '../config.ts';
import type { Processes } from '../server/health.ts';

/** What a worker is to do: all of it is handed over, so that one that is started later serves what the others do. */
export interface WorkerOrder {
  /** With the worker's share of what is shared. */
  readonly config: Config;
  readonly databaseUrl: string;
  /** The data model, as `readModel` takes it. */
  readonly document: unknown;
}

/** What the primary process says to a worker. */
export type WorkerRequest =
  | { readonly kind: 'serve'; readonly order: WorkerOrder }
  /** How the whole stands, said again with every change. */
  | { readonly kind: 'state'; readonly isPrepared: boolean; readonly processes: Processes }
  | { readonly kind: 'stop' };

/** What a worker says to the primary process. */
export type WorkerReport =
  /** It hears what it is told from now on. */
  | { readonly kind: 'started' }
  | { readonly kind: 'listening' }
  /** The database is prepared and answers. */
  | { readonly kind: 'ready' }
  /** It cannot serve, and ends. */
  | { readonly kind: 'failed'; readonly message: string };
