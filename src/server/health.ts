import { NoTablesError } from '../errors.ts';
import type { HttpAnswer } from './answer.ts';
import type { Readiness } from './readiness.ts';

/** The number of processes that accept requests on a port, out of all. */
export interface Processes {
  readonly serving: number;
  readonly of: number;
}

/**
 * Builds the probes by their paths. `/health/live` answers 200 while the process answers at all.
 * `/health/ready` answers 200 if requests should be sent here. Its reason for 503 goes to the log, since
 * it may name a host. With several processes, the one that is reached answers for all, and adds the
 * number of processes that serve.
 */
export function buildHealth(options: {
  readonly readiness: Readiness;
  readonly shutdown: AbortSignal;
  /** Checks if requests are refused because of overload. */
  readonly isOverloaded: () => boolean;
  /** The number of processes, if there are several. */
  readonly processes?: (() => Processes) | undefined;
}): ReadonlyMap<string, () => Promise<HttpAnswer>> {
  const { readiness, shutdown, isOverloaded, processes } = options;
  const say = (status: number, text: string): HttpAnswer => buildAnswer(status, text, processes?.());
  const probe = async (): Promise<HttpAnswer> => {
    if (shutdown.aborted) return say(503, 'shutting down');
    const outage = await readiness.check();
    // The shutdown may have begun during the check of the database.
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
