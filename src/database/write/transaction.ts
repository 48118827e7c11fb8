import type { PoolConnection, QueryOptions, UpsertResult } from 'mariadb';
import {
  ContentionError,
  DatabaseUnavailableError,
  GatherError,
  ResponseTooLargeError,
  TimeoutError,
  UnfitServerError,
} from '../../errors.ts';
import { changeChannel } from '../../events.ts';
import type { Change, Written } from '../../model/change.ts';
import type { Models } from '../../model/model.ts';
import type { Asked } from '../../model/columns.ts';
import type { Answer, Shape } from '../../model/load.ts';
import { selectBounded } from '../select/select-bounded.ts';
import type { Connections } from '../connection/connections.ts';
import { execute } from '../connection/execute.ts';
import type { Monitor } from '../connection/monitor.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import { countReceived } from '../connection/received-bytes.ts';
import { exactValues } from '../select/run-statement.ts';
import type { Sql } from '../sql.ts';
import type { PageMethod } from '../statement.ts';
import { isSchemaMismatch, translateError } from '../connection/translate-error.ts';
import { checkEngines } from './check-engines.ts';
import { claimKey, type IdempotentRequest, idempotencyTable, keepAnswer } from './idempotency.ts';
import { commit, rollBack } from './end-transaction.ts';
import { buildWriteContext } from './build-write-context.ts';
import { isInTransaction } from './is-in-transaction.ts';
import { refuseLarge } from './packet-bound.ts';
import type { ReportStatement } from './transaction-statement.ts';
import { type RefusedStatement, translateServerError } from './translate-write-error.ts';
import { writeChange } from './write-change.ts';
import type { Subject, WriteContext } from './write-context.ts';
import { WrittenRows } from './written-rows.ts';

/** What the driver answers: rows, or what a write has come to. */
type DriverResult = UpsertResult | readonly unknown[];

/** What a transaction works with. */
export interface TransactionOptions {
  readonly connection: PoolConnection;
  readonly connections: Connections;
  readonly monitor: Monitor;
  readonly catalog: Catalog;
  readonly models: Models;
  /** Rows that a condition may find to be written. */
  readonly writeMaxRows: number;
  readonly statementTimeoutMs: number;
  readonly transactionTimeoutMs: number;
  readonly responseMaxBytes: number;
  /** Gives the transaction up; a COMMIT that is under way is not taken back. */
  readonly signal: AbortSignal;
}

interface QueryDetails {
  /** Keys that travel with it, for the trace. */
  readonly keys?: number | undefined;
  readonly method?: PageMethod | undefined;
  /** What the rows may hold; left out where they cannot hold too much. */
  readonly maxBytes?: number | undefined;
  readonly report?: ReportStatement | undefined;
  /** What it writes. */
  readonly subject?: Subject | undefined;
}

/**
 * One transaction on one connection: writes, and reads of what they have written. The first thing that
 * fails is its `failure`, and nothing runs in it from then on but its end.
 */
export class Transaction {
  readonly #options: TransactionOptions;
  readonly #written = new WrittenRows(changeChannel.hasSubscribers);
  readonly #stop = new AbortController();
  readonly #context: Omit<WriteContext, 'now'>;
  readonly #running = new Set<Promise<unknown>>();
  /** Settles when the statement that was sent last has been answered. */
  #lastAnswer: Promise<unknown> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;
  readonly #giveUp: () => void;
  /** What is being written, so that a refusal of the database can name its path. */
  #writing: { readonly change: Change; readonly report: ReportStatement } | undefined;
  #failure: GatherError | undefined;
  #hasClaimed = false;
  #state: 'open' | 'committing' | 'ended' = 'open';

  constructor(options: TransactionOptions) {
    const { signal, transactionTimeoutMs } = options;
    this.#options = options;
    this.#context = buildWriteContext({
      ...options,
      query: (statement) => this.query(statement),
      run: async ({ text, parameters }, subject) =>
        (await this.#send({ sql: text }, parameters, { subject })) as UpsertResult, // it is no read
      note: (...noted) => this.#written.note(...noted),
    });
    this.#giveUp = () => this.#fail(translateError(signal.reason));
    this.#timer = setTimeout(
      () => this.#fail(new TimeoutError(`The transaction took longer than ${transactionTimeoutMs} ms.`)),
      transactionTimeoutMs,
    );
    if (signal.aborted) this.#giveUp();
    else signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** What failed first, if anything has. */
  get failure(): GatherError | undefined {
    return this.#failure;
  }

  /** Whether an idempotency key was taken. */
  get hasClaimed(): boolean {
    return this.#hasClaimed;
  }

  /** Reads what the transaction sees: one answer a key, in the order of the keys. */
  async select<S extends Shape>(
    shape: S,
    asked: Asked,
    report: ReportStatement,
  ): Promise<readonly Answer<S>[]> {
    const { catalog, responseMaxBytes } = this.#options;
    const { answers } = await selectBounded(shape, asked, {
      catalog,
      responseMaxBytes,
      run: (statement, maxBytes) =>
        this.query(statement, { keys: asked.keys.length, method: statement.method, maxBytes, report }),
    });
    return answers;
  }

  /** Writes, for one of the `changes` of a document; what the database refuses is the transaction's failure. */
  async write(change: Change, changes: number, report: ReportStatement): Promise<Written> {
    if (this.#failure) throw this.#failure;
    const { catalog } = this.#options;
    this.#writing = { change, report };
    try {
      checkEngines(change, catalog, changes);
      return await writeChange(change, { ...this.#context, now: new Date() });
    } catch (error) {
      throw this.#fail(translateError(error));
    } finally {
      this.#writing = undefined;
    }
  }

  /**
   * Takes an idempotency key, and gives the answer that was kept with it.
   * @throws GatherError with BAD_REQUEST where answers are not kept, or the key was another request's.
   */
  async claim(request: IdempotentRequest): Promise<string | undefined> {
    const { catalog, monitor } = this.#options;
    if (catalog.column(idempotencyTable, 'idempotency_key') === undefined) {
      monitor.forgetCatalog(); // whoever reads this makes the table next
      throw new GatherError(
        'BAD_REQUEST',
        'The header "idempotency-key": expected none, since no answers are kept here; `gather migrate --idempotency` makes the table for them.',
      );
    }
    this.#hasClaimed = true;
    return claimKey((statement) => this.query(statement), request);
  }

  /** Keeps the answer of this transaction with the key that it has taken. */
  keep(request: IdempotentRequest, answer: string): Promise<void> {
    return keepAnswer((statement) => this.query(statement), request, answer);
  }

  /** Runs a statement of our own; its values come as exact as those of any read. */
  async query(
    { text, parameters }: Sql,
    { maxBytes = Infinity, ...details }: QueryDetails = {},
  ): Promise<readonly (readonly unknown[])[]> {
    const refuse = (): void => void this.#fail(new ResponseTooLargeError(maxBytes));
    const stopCounting = countReceived(this.#options.connection, maxBytes, refuse);
    try {
      const rows = await this.#send({ sql: text, ...exactValues }, parameters, details);
      return rows as readonly (readonly unknown[])[]; // rows are requested as arrays
    } finally {
      stopCounting();
    }
  }

  /**
   * Commits and then tells what was written.
   * @throws CommitUnknownError when the connection is lost before the answer has come.
   */
  async commit(): Promise<void> {
    await this.#lastAnswer;
    if (this.#failure) throw this.#failure;
    this.#state = 'committing';
    const { connection, monitor, statementTimeoutMs } = this.#options;
    try {
      await commit(connection, statementTimeoutMs);
      monitor.noteCommit();
    } catch (error) {
      throw (this.#failure = translateError(error));
    } finally {
      this.#end();
    }
    for (const event of this.#written.events()) changeChannel.publish(event);
  }

  /** Takes everything back; a connection that cannot be told so is thrown away, which comes to the same. */
  async rollback(): Promise<void> {
    if (this.#state === 'ended') return;
    this.#fail(new TimeoutError('The transaction has been rolled back.'));
    this.#end();
    await Promise.allSettled(this.#running);
    await rollBack(this.#options.connection, this.#options.statementTimeoutMs);
  }

  #end(): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#giveUp);
  }

  /** Notes the first failure, cancels what runs, and gives what the failure is. */
  #fail(error: GatherError): GatherError {
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

  /** Sends a statement when the one before is answered, since an answer may tell that the transaction is lost. */
  async #send(
    options: QueryOptions,
    parameters: readonly unknown[],
    details?: QueryDetails,
  ): Promise<DriverResult> {
    const refusal = await refuseLarge(options.sql, parameters, (statement) => this.query(statement));
    if (refusal) this.#fail(refusal);
    const answer = this.#lastAnswer.then(() => this.#execute(options, parameters, details));
    this.#lastAnswer = answer.catch(ignore);
    return answer;
  }

  async #execute(
    options: QueryOptions,
    parameters: readonly unknown[],
    { keys = 0, method, report = this.#writing?.report, subject }: QueryDetails = {},
  ): Promise<DriverResult> {
    if (this.#failure) throw this.#failure;
    const { connection, monitor, statementTimeoutMs } = this.#options;
    const startedMs = performance.now();
    const timer = setTimeout(
      () => this.#fail(new TimeoutError(`A statement took longer than ${statementTimeoutMs} ms.`)),
      statementTimeoutMs,
    );
    const executing = execute<DriverResult>(connection, options, parameters);
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
      throw this.#fail(translateServerError(error, this.#describe(subject)));
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', cancel);
    }
  }

  #describe(subject: Subject | undefined): RefusedStatement {
    const { catalog, models } = this.#options;
    return { subject, catalog, models, change: this.#writing?.change };
  }

  /** What must have ended before the connection is used for anything else. */
  #track<T>(promise: Promise<T>): Promise<T> {
    this.#running.add(promise);
    const forget = (): void => void this.#running.delete(promise);
    promise.then(forget, forget);
    return promise;
  }
}

function ignore(): void {}
