import { NoTablesError } from '../errors.ts';
import type { HttpAnswer } from './answer.ts';
import type { Readiness } from './readiness.ts';

/** How many of the processes that share a port take requests at the moment. */
export interface Processes {
  readonly serving: number;
  readonly of: number;
}

/**
 * Builds the probes by their paths: `/health/live` says 200 as long as the process answers at all, `/health/ready` says
 * whether requests should be sent here. Why it is not ready is for the log: the answer names no host.
 * Of several processes on a port the one that is asked answers for all: while it serves, the port does. How many
 * others do is told beside, for whoever watches.
 */
export function buildHealth(options: {
  readonly readiness: Readiness;
  readonly shutdown: AbortSignal;
  /** Whether requests are refused since there are too many. */
  readonly isOverloaded: () => boolean;
  /** Where there are several. */
  readonly processes?: (() => Processes) | undefined;
}): ReadonlyMap<string, () => Promise<HttpAnswer>> {
  const { readiness, shutdown, isOverloaded, processes } = options;
  const say = (status: number, text: string): HttpAnswer => buildAnswer(status, text, processes?.());
  const probe = async (): Promise<HttpAnswer> => {
    if (shutdown.aborted) return say(503, 'shutting down');
    const outage = await readiness.check();
    // It may have begun while the database was asked.
    if (shutdown.aborted) return say(503, 'shutting down');
    if (outage) return say(503, describeOutage(outage.reason));
    return isOverloaded() ? say(503, 'overloaded') : say(200, 'ready');
  };
  return new Map([
    ['/health/live', () => Promise.resolve(buildAnswer(200, 'live'))],
    ['/health/ready', probe],
  ]);
}

function describeOutage(reason: unknown): string {
  return reason instanceof NoTablesError ? 'database without a table of the model' : 'database unavailable';
}

function buildAnswer(status: number, text: string, processes?: Processes): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 503 ? { 'retry-after': '1' } : undefined) },
    body: JSON.stringify({ status: text, processes }),
    codes: [],
  };
}
