import type { Log } from '../log.ts';
import { rootMessage } from '../std/root-message.ts';
import type { Answer } from './answer.ts';

/** Answers the probes of whoever runs the gateway. */
export interface Health {
  /** The answer for a path, or undefined when the path is no probe. */
  answer(path: string): Promise<Answer> | undefined;
}

/**
 * Builds the probes: `/health/live` says 200 as long as the process answers at all, `/health/ready` says whether
 * requests should be sent here. Why it is not ready is for the log, once per change: the answer names no host.
 */
export function buildHealth(options: {
  readonly ready: () => Promise<void>;
  readonly shutdown: AbortSignal;
  readonly log: Log;
}): Health {
  const { ready, shutdown, log } = options;
  let wasReady: boolean | undefined;
  const tellChange = (isReady: boolean, error?: unknown): void => {
    if (isReady === wasReady) return;
    wasReady = isReady;
    if (isReady) log.info('ready: the database answers');
    else log.warn({ reason: rootMessage(error) }, 'not ready');
  };
  const probe = async (): Promise<Answer> => {
    if (shutdown.aborted) return buildAnswer(503, 'shutting down');
    try {
      await ready();
    } catch (error) {
      tellChange(false, error);
      return buildAnswer(503, 'database unavailable');
    }
    tellChange(true);
    // It may have begun while the database was asked.
    return shutdown.aborted ? buildAnswer(503, 'shutting down') : buildAnswer(200, 'ready');
  };
  return {
    answer(path) {
      if (path === '/health/live') return Promise.resolve(buildAnswer(200, 'live'));
      return path === '/health/ready' ? probe() : undefined;
    },
  };
}

function buildAnswer(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 503 ? { 'retry-after': '1' } : undefined) },
    body: JSON.stringify({ status: text }),
    codes: [],
  };
}
