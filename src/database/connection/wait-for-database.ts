import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { rootMessage } from '../../std/root-message.ts';
import { isUnavailable } from './translate-error.ts';

/** The pause between two attempts. The monitor itself connects less and less often. */
const retryMs = 50;

/**
 * Repeats an attempt while the database cannot be reached, and logs that once. Other errors of the database
 * are thrown, because they need the operator. If the signal is aborted, its reason is thrown.
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
