import { setTimeout as delay } from 'node:timers/promises';
import type { PrismaClientLike, PrismaClients } from '../database/prisma/prisma-clients.ts';
import type { Database } from '../database/open-database.ts';
import type { IdempotentRequest } from '../database/write/idempotency.ts';
import type { Transaction } from '../database/write/transaction.ts';
import { ContentionError, type GatherError, UnfitServerError } from '../errors.ts';
import type { Events } from '../events.ts';
import { ScopedLoads, type Stamp } from './scoped-loads.ts';
import { Session, type SessionOptions } from './session.ts';
import { TransactionLoads } from './transaction-loads.ts';

/** The options of a transaction. */
export interface TransactOptions<T> extends SessionOptions {
  /** Applies the rules to the loads of the transaction. */
  readonly stamp: Stamp;
  /** Aborts the transaction with its reason. If COMMIT has been sent, its answer is awaited. */
  readonly signal: AbortSignal;
  /** Called before each repetition. */
  readonly onRetry: () => void;
  readonly idempotency?: Idempotency<T> | undefined;
  /** The user's own Prisma clients, for work in the transaction. */
  readonly prisma?: PrismaClients<PrismaClientLike> | undefined;
}

/** A request that must not run twice, and the text form in which its result is kept. */
export interface Idempotency<T> {
  readonly request: IdempotentRequest;
  readonly write: (result: T) => string;
  readonly read: (kept: string) => T;
}

/** The result of work in a transaction, and the decision to commit it. */
export interface Work<T> {
  readonly result: T;
  readonly commit: boolean;
}

/**
 * The result of a transaction. If it was not committed, `failure` is the reason, or undefined if the work
 * chose not to.
 */
export interface Outcome<T> {
  readonly result: T;
  readonly committed: boolean;
  readonly failure: GatherError | undefined;
}

/** Repetitions of a transaction that lost a conflict. */
const retriesMax = 3;

/**
 * The longest pause before the first repetition. It doubles each time, and a random part of it is waited.
 */
const retryPauseMs = 20;

/**
 * Runs `work` in one transaction, with a session for its loads and writes, and commits if the work decides
 * so. If the transaction loses a conflict, it is repeated from its beginning with a new session. If the
 * server is read-only or has left its cluster, it is repeated once, as soon as the database serves. A
 * request with a known idempotency key gets its first answer.
 * @throws CommitUnknownError If COMMIT may have succeeded. It is never repeated.
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
      const outcome = await database.transact(signal, (transaction) =>
        tryOnce(transaction, database.events, options, work),
      );
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
    await pause.catch(() => signal.throwIfAborted()); // with its reason, which Node does not pass on
  }
}

async function tryOnce<T>(
  transaction: Transaction,
  events: Events,
  options: TransactOptions<T>,
  work: (session: Session) => Promise<Work<T>>,
): Promise<Outcome<T>> {
  const { idempotency } = options;
  const kept = idempotency && (await transaction.claim(idempotency.request));
  if (idempotency && kept !== undefined)
    return { result: idempotency.read(kept), committed: true, failure: undefined };
  const loads = new ScopedLoads(new TransactionLoads(transaction, events, options.prisma), options.stamp);
  const session = new Session(loads, options);
  const { result, commit } = await work(session);
  if (transaction.failure !== undefined || !commit)
    return { result, committed: false, failure: transaction.failure };
  try {
    if (idempotency) await transaction.keep(idempotency.request, idempotency.write(result));
    await transaction.commit();
    session.finish();
    return { result, committed: true, failure: undefined };
  } catch (error) {
    if (transaction.failure === undefined) throw error;
    return { result, committed: false, failure: transaction.failure };
  }
}
