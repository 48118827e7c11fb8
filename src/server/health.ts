import type { Log } from '../log.ts';
import { rootMessage } from '../std/root-message.ts';
import type { Answer } from './answer.ts';

/** How many of the processes that share a port take requests at the moment. */
export interface Processes {
  readonly serving: number;
  readonly of: number;
}

/**
 * Builds the probes by their paths: `/health/live` says 200 as long as the process answers at all, `/health/ready` says whether
 * requests should be sent here. Why it is not ready is for the log, once per change: the answer names no host.
 * Of several processes on a port the one that is asked answers for all: while it serves, the port does. How many
 * others do is told beside, for whoever watches.
 */
export function buildHealth(options: {
  readonly ready: () => Promise<void>;
  readonly shutdown: AbortSignal;
  /** Whether requests are refused since there are too many. */
  readonly isOverloaded: () => boolean;
  readonly log: Log;
  /** Where there are several. */
  readonly processes?: (() => Processes) | undefined;
}): ReadonlyMap<string, () => Promise<Answer>> {
  const { ready, shutdown, isOverloaded, log, processes } = options;
  let wasReady: boolean | undefined;
  const tellChange = (isReady: boolean, error?: unknown): void => {
    if (isReady === wasReady) return;
    wasReady = isReady;
    if (isReady) log.info('ready: the database answers');
    else log.warn({ reason: rootMessage(error) }, 'not ready');
  };
  const probe = async (): Promise<Answer> => {
    if (shutdown.aborted) return buildAnswer(503, 'shutting down', processes?.());
    try {
      await ready();
    } catch (error) {
      tellChange(false, error);
      return buildAnswer(503, 'database unavailable', processes?.());
    }
    tellChange(true);
    // It may have begun while the database was asked.
    if (shutdown.aborted) return buildAnswer(503, 'shutting down', processes?.());
    return isOverloaded()
      ? buildAnswer(503, 'overloaded', processes?.())
      : buildAnswer(200, 'ready', processes?.());
  };
  return new Map([
    ['/health/live', () => Promise.resolve(buildAnswer(200, 'live'))],
    ['/health/ready', probe],
  ]);
}

function buildAnswer(status: number, text: string, processes?: Processes): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 503 ? { 'retry-after': '1' } : undefined) },
    body: JSON.stringify({ status: text, processes }),
    codes: [],
  };
}
