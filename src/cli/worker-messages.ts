import type { Config } from '../config.ts';
import type { Processes } from '../server/health.ts';
import type { ProcessMetrics } from '../server/metrics.ts';

/** Everything that a worker needs to serve. A worker that starts later gets the same order. */
export interface WorkerOrder {
  /** The settings, with the worker's share of the limits for all. */
  readonly config: Config;
  readonly databaseUrl: string;
  /** The configuration file, from which each process loads its code. */
  readonly configFile: string | undefined;
  /** The data model, as `readModel` takes it. */
  readonly document: unknown;
}

/** A message from the primary process to a worker. */
export type WorkerRequest =
  /** The slot is that of the process that it replaces, if any. */
  | { readonly kind: 'serve'; readonly order: WorkerOrder; readonly slot: number }
  /** The state of all processes, sent again with every change. */
  | { readonly kind: 'state'; readonly isPrepared: boolean; readonly processes: Processes }
  /** Requests the worker's metrics. */
  | { readonly kind: 'tell-metrics'; readonly number: number }
  /** The metrics of all processes, which the worker has requested. */
  | { readonly kind: 'all-metrics'; readonly metrics: readonly ProcessMetrics[] }
  /** Checks that the worker is not stuck. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' }
  /** Stops it because another one has taken its slot. */
  | { readonly kind: 'drain' };

/** A message from a worker to the primary process. */
export type WorkerReport =
  /** It receives messages from now on. */
  | { readonly kind: 'started' }
  | { readonly kind: 'listening' }
  /** The database is prepared and answers. */
  | { readonly kind: 'ready' }
  /** Its metrics, with the number of the request. */
  | { readonly kind: 'metrics'; readonly number: number; readonly metrics: ProcessMetrics }
  /** Requests the metrics of all processes. */
  | { readonly kind: 'ask-metrics' }
  /** The answer to a ping. */
  | { readonly kind: 'alive' }
  /** It cannot serve and ends. */
  | { readonly kind: 'failed'; readonly message: string };
