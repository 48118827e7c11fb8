import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/open-database.ts';
import type { IdempotentRequest } from '../database/write/idempotency.ts';
import type { Transaction } from '../database/write/transaction.ts';
import { ContentionError, type GatherError, UnfitServerError } from '../errors.ts';
import { Session, type SessionOptions } from './session.ts';
import { TransactionLoads } from './transaction-loads.ts';

/** How a transaction is run. */
export interface TransactOptions<T> extends SessionOptions {
  /** Gives it up, with the reason; a COMMIT that is under way is waited for. */
  readonly signal: AbortSignal;
  /** Told when it is tried again. */
  readonly onRetry: () => void;
  readonly idempotency?: Idempotency<T> | undefined;
}

/** A request that must not happen twice, and how what it came to is kept. */
export interface Idempotency<T> {
  readonly request: IdempotentRequest;
  readonly write: (result: T) => string;
  readonly read: (kept: string) => T;
}

/** What work in a transaction has come to, and whether it is to stay. */
export interface Work<T> {
  readonly result: T;
  readonly commit: boolean;
}

/** What was not committed, and why: nothing where the work itself did not want it. */
export interface Outcome<T> {
  readonly result: T;
  readonly committed: boolean;
  readonly failure: GatherError | undefined;
}

/** How often a transaction is tried again that the database has given up for another one. */
const retriesMax = 3;

/** The longest pause before the first retry; it doubles, and a random part of it is waited. */
const retryPauseMs = 20;

/**
 * Runs `work` in one transaction, with a session whose loads and writes are a part of it, and commits when the work says so.
 * One that lost to another transaction is run again from its beginning, with a new session; so is, once, one that a server
 * has refused which does not serve any more, if the database does. Of a request that came with an
 * idempotency key the first answer is given again.
 * @throws CommitUnknownError when nobody can say whether it has happened; it is never tried again.
 */
export async function transact<T>(
  database: Database,
  options: TransactOptions<T>,
  work: (session: Session) => Promise<Work<T>>,
): Promise<Outcome<T>> {
  const { signal, onRetry } = options;
  let hasMoved = false;
  for (let retries = 0; ; retries++) {
    const canRetry = (failure: unknown): boolean =>
      retries < retriesMax &&
      (failure instanceof ContentionError || (failure instanceof UnfitServerError && !hasMoved));
    let failure: unknown;
    try {
      const outcome = await database.transact(signal, (transaction) => tryOnce(transaction, options, work));
      ({ failure } = outcome);
      if (!canRetry(failure)) return outcome;
    } catch (error) {
      if (!canRetry(error)) throw error;
      failure = error;
    }
    if (failure instanceof UnfitServerError) {
      hasMoved = true;
      await database.ready();
    }
    onRetry();
    const pause = delay(Math.random() * retryPauseMs * 2 ** retries, undefined, { signal });
    await pause.catch(() => signal.throwIfAborted()); // with the reason, which Node does not tell
  }
}

async function tryOnce<T>(
  transaction: Transaction,
  options: TransactOptions<T>,
  work: (session: Session) => Promise<Work<T>>,
): Promise<Outcome<T>> {
  const { idempotency } = options;
  const kept = idempotency && (await transaction.claim(idempotency.request));
  if (idempotency && kept !== undefined)
    return { result: idempotency.read(kept), committed: true, failure: undefined };
  const { result, commit } = await work(new Session(new TransactionLoads(transaction), options));
  if (transaction.failure !== undefined || !commit)
    return { result, committed: false, failure: transaction.failure };
  try {
    if (idempotency) await transaction.keep(idempotency.request, idempotency.write(result));
    await transaction.commit();
    return { result, committed: true, failure: undefined };
  } catch (error) {
    if (transaction.failure === undefined) throw error;
    return { result, committed: false, failure: transaction.failure };
  }
}
