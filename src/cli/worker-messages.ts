import type { Config } from '../config.ts';
import type { Processes } from '../server/health.ts';
import type { ProcessMetrics } from '../server/metrics.ts';

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
  /** Its place is that of the process that it may have replaced. */
  | { readonly kind: 'serve'; readonly order: WorkerOrder; readonly slot: number }
  /** How the whole stands, said again with every change. */
  | { readonly kind: 'state'; readonly isPrepared: boolean; readonly processes: Processes }
  /** It is to tell its figures, by that number. */
  | { readonly kind: 'tell-metrics'; readonly number: number }
  /** The figures of all, which it has asked for. */
  | { readonly kind: 'all-metrics'; readonly metrics: readonly ProcessMetrics[] }
  /** It is to say that it is not stuck. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' };

/** What a worker says to the primary process. */
export type WorkerReport =
  /** It hears what it is told from now on. */
  | { readonly kind: 'started' }
  | { readonly kind: 'listening' }
  /** The database is prepared and answers. */
  | { readonly kind: 'ready' }
  /** Its figures, by the number that they were asked by. */
  | { readonly kind: 'metrics'; readonly number: number; readonly metrics: ProcessMetrics }
  /** It is to be told the figures of all. */
  | { readonly kind: 'ask-metrics' }
  /** It has heard the last ping. */
  | { readonly kind: 'alive' }
  /** It cannot serve, and ends. */
  | { readonly kind: 'failed'; readonly message: string };
