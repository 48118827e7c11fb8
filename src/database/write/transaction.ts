import type { QueryOptions, UpsertResult } from 'mariadb';
import {
  ContentionError,
  DatabaseUnavailableError,
  GatherError,
  InternalError,
  ResponseTooLargeError,
  TimeoutError,
  UnfitServerError,
} from '../../errors.ts';
import type { Change, Written } from '../../model/change.ts';
import type { Asked } from '../../model/columns.ts';
import type { Answer, Scoped, Shape } from '../../model/load.ts';
import { inSteps } from '../../std/in-steps.ts';
import { findMissingForChange } from '../catalog/missing-index.ts';
import { selectBounded } from '../select/select-bounded.ts';
import { execute } from '../connection/execute.ts';
import { countReceived } from '../connection/received-bytes.ts';
import { exactValues } from '../select/run-statement.ts';
import type { Sql } from '../sql.ts';
import { isSchemaMismatch, translateError } from '../connection/translate-error.ts';
import { buildWriteContext } from './build-write-context.ts';
import { checkEngines } from './check-engines.ts';
import { commit, rollBack } from './end-transaction.ts';
import { claimKey, type IdempotentRequest, idempotencyTable, keepAnswer } from './idempotency.ts';
import { isInTransaction } from '../connection/is-in-transaction.ts';
import { refuseLarge } from './packet-bound.ts';
import type {
  DriverResult,
  OwnStatementOptions,
  QueryDetails,
  TransactionOptions,
} from './transaction-options.ts';
import type { ReportStatement } from './transaction-statement.ts';
import { endsTransaction, type RefusedStatement, translateServerError } from './translate-write-error.ts';
import { writeChange } from './write-change.ts';
import type { Subject, WriteContext } from './write-context.ts';
import { WrittenRows } from './written-rows.ts';

/**
 * A transaction on its own connection: writes, and reads of the written rows. The first error becomes its
 * `failure`, and only its end runs after that.
 */
export class Transaction {
  readonly #options: TransactionOptions;
  readonly #written: WrittenRows;
  readonly #stop = new AbortController();
  readonly #context: Omit<WriteContext, 'now'>;
  readonly #running = new Set<Promise<unknown>>();
  /** Settles when the last statement has been answered. */
  #lastAnswer: Promise<unknown> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;
  readonly #giveUp: () => void;
  /** The change being written, so that an error of the database can name its path. */
  #writing: { readonly change: Change; readonly report: ReportStatement } | undefined;
  #failure: GatherError | undefined;
  #hasClaimed = false;
  #state: 'open' | 'committing' | 'ended' = 'open';

  constructor(options: TransactionOptions) {
    const { signal, transactionTimeoutMs } = options;
    this.#options = options;
    this.#written = new WrittenRows(options.events.changes.hasSubscribers, options.models);
    this.#context = buildWriteContext({
      ...options,
      inSteps: (steps) =>
        inSteps(steps, () => {
          if (this.#failure) throw this.#failure;
        }),
      query: (statement) => this.query(statement),
      run: async ({ text, parameters }, subject) =>
        (await this.#send({ sql: text }, parameters, { subject })) as UpsertResult, // a write has no rows
      written: this.#written,
    });
    this.#giveUp = () => this.fail(translateError(signal.reason));
    this.#timer = setTimeout(
      () => this.fail(new TimeoutError(`The transaction took longer than ${transactionTimeoutMs} ms.`)),
      transactionTimeoutMs,
    );
    if (signal.aborted) this.#giveUp();
    else signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** Aborted with the first failure. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The first failure, or undefined. */
  get failure(): GatherError | undefined {
    return this.#failure;
  }

  /** True if the transaction has claimed an idempotency key. */
  get hasClaimed(): boolean {
    return this.#hasClaimed;
  }

  /** Reads in the transaction. Returns one answer per key, in the order of the keys. */
  async select<S extends Shape>(
    shape: Scoped<S>,
    asked: Asked,
    report: ReportStatement,
  ): Promise<readonly Answer<S>[]> {
    const { catalog, responseMaxBytes } = this.#options;
    const { answers } = await selectBounded<S>(shape, asked, {
      catalog,
      responseMaxBytes,
      run: (statement, maxBytes) =>
        this.query(statement, { keys: asked.keys.length, method: statement.method, maxBytes, report }),
    });
    return answers;
  }

  /** Writes one of the `changes` of a document. A database error becomes the transaction's failure. */
  async write(change: Change, changes: number, report: ReportStatement): Promise<Written> {
    if (this.#failure) throw this.#failure;
    const { catalog, events } = this.#options;
    if (events.missingIndexes.hasSubscribers)
      for (const event of findMissingForChange(change, catalog)) events.missingIndexes.publish(event);
    this.#writing = { change, report };
    try {
      checkEngines(change, catalog, changes);
      return await writeChange(change, { ...this.#context, now: new Date() });
    } catch (error) {
      throw this.fail(translateError(error));
    } finally {
      this.#writing = undefined;
    }
  }

  /**
   * Claims an idempotency key, and returns the answer that was kept with it.
   * @throws GatherError with BAD_REQUEST if answers are not kept, or the key belongs to another request.
   */
  async claim(request: IdempotentRequest): Promise<string | undefined> {
    const { catalog, monitor } = this.#options;
    if (catalog.column(idempotencyTable, 'idempotency_key') === undefined) {
      monitor.forgetCatalog(); // the operator will create the table next
      throw new GatherError(
        'BAD_REQUEST',
        'The header "idempotency-key": expected none, since no answers are kept here; `gather migrate --idempotency` creates the table for them.',
      );
    }
    this.#hasClaimed = true;
    return claimKey((statement) => this.query(statement), request);
  }

  /** Keeps the answer of this transaction with the key that it has claimed. */
  keep(request: IdempotentRequest, answer: string): Promise<void> {
    return keepAnswer((statement) => this.query(statement), request, answer);
  }

  /** Runs a statement and returns its rows, with values as exact as those of any read. */
  async query(
    { text, parameters }: Sql,
    { maxBytes = Infinity, ...details }: QueryDetails = {},
  ): Promise<readonly (readonly unknown[])[]> {
    const refuse = (): void => void this.fail(new ResponseTooLargeError(maxBytes));
    const stopCounting = countReceived(this.#options.connection, maxBytes, refuse);
    try {
      const rows = await this.#send({ sql: text, ...exactValues }, parameters, details);
      return rows as readonly (readonly unknown[])[]; // rows are requested as arrays
    } finally {
      stopCounting();
    }
  }

  /**
   * Runs a statement of the user's own code, and returns the driver's result. If the database refuses the
   * statement alone, the error is the driver's and the transaction goes on.
   */
  async runOwn(
    options: QueryOptions,
    parameters: readonly unknown[],
    own: OwnStatementOptions = {},
  ): Promise<unknown> {
    if (this.#state !== 'open') throw this.#failure ?? new InternalError('The transaction has ended.');
    const { connection, responseMaxBytes } = this.#options;
    const refuse = (): void => void this.fail(new ResponseTooLargeError(responseMaxBytes));
    const stopCounting = countReceived(connection, responseMaxBytes, refuse);
    try {
      return await this.#send(options, parameters, { ...own, isOwn: true });
    } finally {
      stopCounting();
    }
  }

  /**
   * Commits, and then publishes the changes.
   * @throws CommitUnknownError if the connection is lost before the database has answered.
   */
  async commit(): Promise<void> {
    await this.#lastAnswer;
    if (this.#failure) throw this.#failure;
    this.#state = 'committing';
    const { connection, monitor, events, statementTimeoutMs } = this.#options;
    try {
      await commit(connection, statementTimeoutMs);
      monitor.noteCommit();
    } catch (error) {
      throw (this.#failure = translateError(error));
    } finally {
      this.#end();
    }
    for (const event of this.#written.events()) events.changes.publish(event);
  }

  /** Rolls back. A connection that does not confirm it is closed, to the same effect. */
  async rollback(): Promise<void> {
    if (this.#state === 'ended') return;
    this.fail(new TimeoutError('The transaction has been rolled back.'));
    this.#end();
    await Promise.allSettled(this.#running);
    await rollBack(this.#options.connection, this.#options.statementTimeoutMs);
  }

  #end(): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#giveUp);
  }

  /** Records the first failure, cancels the running statement, and returns the failure. */
  fail(error: GatherError): GatherError {
    if (this.#failure !== undefined || this.#state !== 'open') return this.#failure ?? error;
    this.#failure = error;
    const { connections, monitor } = this.#options;
    if (error instanceof UnfitServerError) {
      connections.replace();
      monitor.reportUnfit(error);
    } else if (error instanceof DatabaseUnavailableError) monitor.reportFailure(error.cause ?? error);
    this.#stop.abort(error);
    return error;
  }

  /** Sends a statement after the answer to the last one, which may show that the transaction is lost. */
  async #send(
    options: QueryOptions,
    parameters: readonly unknown[],
    details?: QueryDetails,
  ): Promise<DriverResult> {
    const refusal = refuseLarge(options.sql, parameters, this.#options.catalog);
    if (refusal) this.fail(refusal);
    const answer = this.#lastAnswer.then(() => this.#execute(options, parameters, details));
    this.#lastAnswer = answer.catch(ignore);
    return answer;
  }

  async #execute(
    options: QueryOptions,
    parameters: readonly unknown[],
    { keys = 0, method, report = this.#writing?.report, subject, isOwn, isText }: QueryDetails = {},
  ): Promise<DriverResult> {
    if (this.#failure) throw this.#failure;
    const { connection, monitor, events, statementTimeoutMs } = this.#options;
    const startedMs = performance.now();
    const timer = setTimeout(
      () => this.fail(new TimeoutError(`A statement took longer than ${statementTimeoutMs} ms.`)),
      statementTimeoutMs,
    );
    const executing = isText
      ? connection.query<DriverResult>(options)
      : execute<DriverResult>(connection, options, parameters, events);
    const ended = executing.then(ignore, ignore);
    const cancel = (): void => void this.#track(monitor.cancel(connection, ended));
    this.#stop.signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await this.#track(executing);
      if (this.#failure) throw this.#failure;
      if (!isInTransaction(connection)) throw new ContentionError('The database has ended the transaction.');
      const rows = Array.isArray(result) ? result.length : 'affectedRows' in result ? result.affectedRows : 0;
      report?.({ sql: options.sql, method, keys, rows, runMs: performance.now() - startedMs });
      return result;
    } catch (error) {
      if (isSchemaMismatch(error)) monitor.forgetCatalog();
      if (isOwn && !endsTransaction(error)) throw error;
      throw this.fail(translateServerError(error, this.#describe(subject)));
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', cancel);
    }
  }

  #describe(subject: Subject | undefined): RefusedStatement {
    const { catalog, models } = this.#options;
    return { subject, catalog, models, change: this.#writing?.change };
  }

  /** Tracks a promise that must settle before the connection is used for anything else. */
  #track<T>(promise: Promise<T>): Promise<T> {
    this.#running.add(promise);
    const forget = (): void => void this.#running.delete(promise);
    promise.then(forget, forget);
    return promise;
  }
}

function ignore(): void {}
