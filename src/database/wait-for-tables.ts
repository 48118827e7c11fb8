import { setTimeout as delay } from 'node:timers/promises';
import { NoTablesError } from '../errors.ts';
import type { Log } from '../log.ts';
import { isUnavailable } from './translate-error.ts';

/** How often it is looked whether there are tables: others may be making them. */
const retryMs = 1_000;
/** Names that the log tells, at most. */
const namesMax = 8;

/** What is waited for. */
export interface WaitForTablesOptions {
  /** Rejects with a NoTablesError where the database has no table of the model. */
  readonly checkTables: () => Promise<void>;
  /** The tables of the model. */
  readonly wanted: readonly string[];
  /** What the operator may do about it. */
  readonly advice: string;
  readonly onMissing: (error: NoTablesError) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Waits until the database has a table of the model, since nothing could be answered without one; the log says once
 * what to do. A database that goes away meanwhile is waited for, too.
 */
export async function waitForTables(options: WaitForTablesOptions): Promise<void> {
  const { checkTables, wanted, advice, onMissing, log, signal } = options;
  for (let isLogged = false; ;) {
    signal.throwIfAborted();
    try {
      await checkTables();
      return;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (error instanceof NoTablesError) {
        onMissing(error);
        if (!isLogged)
          log.error(
            `The database has no table of the model, so the gateway is not ready. ` +
              `The model has ${list(wanted)}; the database has ${list(error.tables)}. ${advice}`,
          );
        isLogged = true;
      }
    }
    await delay(retryMs, undefined, { ref: false, signal });
  }
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length - namesMax;
  return names.slice(0, namesMax).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
