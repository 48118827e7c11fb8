import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { rootMessage } from '../../std/root-message.ts';
import { isUnavailable } from './translate-error.ts';

/** How often it is looked whether the database is there; the monitor itself asks it less and less often. */
const retryMs = 50;

/**
 * Does what is to be done to a database at start, again and again while it cannot be reached; the log says so once.
 * What the database refuses is thrown: it is for the operator. So is the signal's reason when it aborts.
 */
export async function waitForDatabase(
  attempt: () => Promise<void>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (let waited = false; ; waited = true) {
    signal.throwIfAborted();
    try {
      await attempt();
      return;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (!waited) {
        const reason = rootMessage(error);
        log.warn({ reason }, 'The database cannot be reached yet. The gateway waits for it');
      }
      await delay(retryMs, undefined, { ref: false, signal });
    }
  }
}
