import { setTimeout as delay } from 'node:timers/promises';
import { createConnection, type Connection, type PoolConnection } from 'mariadb';
import { DatabaseUnavailableError, UnfitServerError } from '../../errors.ts';
import { answerWithin, UnansweredError } from './answer-within.ts';
import { describeUnavailability } from './describe-unavailability.ts';
import { cutOff } from './cut-off.ts';
import { readCatalog, type Catalog } from '../catalog/read-catalog.ts';
import type { DatabaseUrlOptions } from './read-database-url.ts';
import { isInPrimary, takesWrites } from './read-fitness.ts';
import { isUnavailable } from './translate-error.ts';

/** A database that is down is tried again after the first time. The pause doubles up to the second. */
const retryLeastMs = 100;
const retryMostMs = 800;

/** The time in which the database must confirm a cancellation. */
const killTimeoutMs = 1_000;

/**
 * A cancelled statement that still runs after the first time is cancelled again. The pause doubles up to the
 * second.
 */
const killAgainLeastMs = 10;
const killAgainMostMs = 640;

/**
 * A catalog that lacks a column is read again after this time, because the column may be added meanwhile.
 */
const readAgainMs = 5_000;

/** A catalog is read again after this time, because the estimates of its statistics become outdated. */
const catalogMs = 3_600_000;

/** The address and the options of a connection. */
interface MonitorOptions extends DatabaseUrlOptions {
  readonly connectTimeout: number;
  readonly pipelining?: boolean;
}

/**
 * Watches the database over one connection of its own, besides the pool. So health checks and cancellations
 * work while every other connection is busy. While the database is down, loads are refused at once instead
 * of waiting for a connection.
 */
export class Monitor implements AsyncDisposable {
  readonly #options: MonitorOptions;
  #connecting: Promise<Connection> | undefined;
  #catalog: Promise<Catalog> | undefined;
  #catalogUntilMs = Infinity;
  #down: DatabaseUnavailableError | undefined;
  /** The last refusal of an unfit server, until it is known to serve again. */
  #unfit: UnfitServerError | undefined;
  #hasCommitted = false;
  #recover: () => void = () => undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = retryLeastMs;
  #closed = false;

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  /**
   * Pings the database. While it is down, only the monitor itself tries, so that probes add no load.
   * @throws DatabaseUnavailableError Within the connect timeout. Its cause has the reason.
   */
  async check(): Promise<void> {
    if (this.#down) throw this.#down;
    await this.#ping();
  }

  /**
   * Checks that this gateway should get requests. A database that took writes and is now read-only has
   * failed over, so it is not ready. One that never took a write may be a replica, and may be read.
   * @throws DatabaseUnavailableError
   */
  async ready(): Promise<void> {
    await this.check();
    const unfit = this.#unfit;
    if (!unfit?.isReadOnly || !this.#hasCommitted) return;
    try {
      if (!(await this.#ask(takesWrites))) throw unfit;
    } catch (error) {
      this.#dropControl(); // a new connection may reach another server
      throw error instanceof UnfitServerError ? error : this.reportFailure(error);
    }
    this.#unfit = undefined;
  }

  /** Returns the catalog. Rejects at once while the database is down. */
  async catalog(): Promise<Catalog> {
    if (this.#down) throw this.#down;
    if (performance.now() > this.#catalogUntilMs) this.forgetCatalog();
    if (this.#catalog === undefined) {
      this.#catalog = this.#ask(readCatalog);
      this.#catalogUntilMs = performance.now() + catalogMs;
    }
    try {
      const catalog = await this.#catalog;
      if (catalog.isIncomplete())
        this.#catalogUntilMs = Math.min(this.#catalogUntilMs, performance.now() + readAgainMs);
      return catalog;
    } catch (error) {
      this.forgetCatalog();
      throw this.reportFailure(error);
    }
  }

  /** Drops the catalog, because tables may have changed. It is read again when it is next needed. */
  forgetCatalog(): void {
    this.#catalog = undefined;
    this.#catalogUntilMs = Infinity;
  }

  /** Marks the database as down until it answers again. */
  reportFailure(error: unknown): DatabaseUnavailableError {
    this.#dropControl();
    this.#down = new DatabaseUnavailableError(undefined, { cause: new Error(describeUnavailability(error)) });
    if (!this.#closed) this.#retry ??= setTimeout(() => this.#tryAgain(), this.#retryMs).unref();
    return this.#down;
  }

  /** Records that the server has refused a statement. The next check uses a new connection. */
  reportUnfit(error: UnfitServerError): void {
    this.#unfit = error;
    this.#dropControl();
  }

  /** Sets the function to call whenever the database is back. */
  onRecovery(recover: () => void): void {
    this.#recover = recover;
  }

  /** Records that the database has taken a write. */
  noteCommit(): void {
    this.#hasCommitted = true;
    this.#unfit = undefined;
  }

  /**
   * Cancels the statement that runs on a connection, until it has `ended`. A statement that is cancelled
   * while it is being sent may arrive after its cancellation, so the cancellation is repeated. Closes the
   * connection if the database does not confirm, or the statement does not end, in time. Never rejects.
   */
  async cancel(connection: PoolConnection, ended: Promise<void>): Promise<void> {
    try {
      await this.#kill(connection.threadId ?? 0, ended);
    } catch (error) {
      const reason = 'a statement that was cancelled has not ended in the database';
      cutOff(connection, Object.assign(new Error(reason, { cause: error }), { code: 'ECONNABORTED' }));
    }
  }

  async #kill(threadId: number, ended: Promise<void>): Promise<void> {
    const control = await this.#control();
    const kill = (what: string): Promise<unknown> =>
      answerWithin(killTimeoutMs, control, control.query(`${what} ${threadId}`));
    for (let waitMs = killAgainLeastMs; waitMs <= killAgainMostMs; waitMs *= 2) {
      await kill('KILL QUERY');
      const hasEnded = ended.then(() => true);
      if (await Promise.race([hasEnded, delay(waitMs, false)])) return;
    }
    await kill('KILL');
    throw new Error('the statement did not end');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#dropControl();
    await Promise.resolve();
  }

  #tryAgain(): void {
    this.#retry = undefined;
    this.#retryMs = Math.min(this.#retryMs * 2, retryMostMs);
    void this.#ping().catch(() => undefined);
  }

  async #ping(): Promise<void> {
    try {
      await this.#ask((connection) => connection.ping());
      if (this.#unfit?.isReadOnly === false) {
        if (!(await this.#ask(isInPrimary))) throw this.#unfit;
        this.#unfit = undefined;
      }
    } catch (error) {
      throw this.reportFailure(error);
    }
    const wasDown = this.#down !== undefined;
    this.#down = undefined;
    this.#retryMs = retryLeastMs;
    if (wasDown && !this.#closed) this.#recover();
  }

  /**
   * Runs a question over the control connection. If that turns out to be broken, repeats it once over a new
   * one.
   */
  async #ask<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    const earlier = this.#connecting;
    try {
      return await this.#askOnce(question);
    } catch (error) {
      if (earlier === undefined || this.#closed || !isUnavailable(error)) throw error;
      if (error instanceof UnansweredError) throw error; // a second wait would be as long
    }
    if (this.#connecting === earlier) this.#dropControl();
    return this.#askOnce(question);
  }

  async #askOnce<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#control();
    return answerWithin(this.#options.connectTimeout, connection, question(connection));
  }

  /** Opens the control connection once, for all that wait for it. */
  #control(): Promise<Connection> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  #connect(): Promise<Connection> {
    const connecting = createConnection(this.#options).then((connection) => {
      connection.on('error', () => {
        if (this.#connecting !== connecting) return;
        // It may be the first connection to fail with the database, or an idle one that the server closed.
        // The ping decides.
        this.#dropControl();
        if (!this.#closed) void this.#ping().catch(() => undefined);
      });
      return connection;
    });
    return connecting;
  }

  #dropControl(): void {
    const connecting = this.#connecting;
    this.#connecting = undefined;
    this.forgetCatalog();
    // Commands that still wait for an answer fail at once.
    const reason = Object.assign(new Error('the connection was released'), { code: 'ECONNABORTED' });
    void connecting?.then((connection) => cutOff(connection, reason)).catch(() => undefined);
  }
}
