import { setTimeout as delay } from 'node:timers/promises';
import { NoTablesError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { isUnavailable } from './translate-error.ts';

/** The pause between two checks. Another program may be creating the tables. */
const retryMs = 1_000;
/** The maximum number of names in a log line. */
const namesMax = 8;

/** The tables to wait for, and the receivers of their absence. */
export interface WaitForTablesOptions {
  /** Rejects with a NoTablesError if the database has no table of the model. */
  readonly checkTables: () => Promise<void>;
  /** The tables of the model. */
  readonly wanted: readonly string[];
  /** Advice for the operator. */
  readonly advice: string;
  readonly onMissing: (error: NoTablesError) => void;
  readonly log: Log | undefined;
  readonly signal: AbortSignal;
}

/**
 * Waits until the database has a table of the model, because no query can be answered without one. Logs the
 * advice once. Also waits for a database that goes away meanwhile.
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
          log?.error(
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
