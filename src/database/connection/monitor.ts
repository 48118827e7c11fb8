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

/** A database that is down is tried again after this time, then after twice as long, up to the second. */
const retryLeastMs = 100;
const retryMostMs = 800;

/** How long the database may take to confirm that it cancels a statement. */
const killTimeoutMs = 1_000;

/** A cancelled statement that has not ended after this time is cancelled again, then after twice as long, up to the second. */
const killAgainLeastMs = 10;
const killAgainMostMs = 640;

/** A catalog that lacks a column is read again after this time, since the column may be added later. */
const readAgainMs = 5_000;

/** How the database is reached. */
interface MonitorOptions extends DatabaseUrlOptions {
  readonly connectTimeout: number;
  readonly pipelining?: boolean;
}

/**
 * Knows whether the database can be reached, through one connection of its own beside the pool: so health is told and
 * statements are cancelled while every other connection is busy. While the database is down, loads are refused at once
 * instead of waiting for a connection each.
 */
export class Monitor implements AsyncDisposable {
  readonly #options: MonitorOptions;
  #connecting: Promise<Connection> | undefined;
  #catalog: Promise<Catalog> | undefined;
  #catalogUntilMs = Infinity;
  #down: DatabaseUnavailableError | undefined;
  /** The last refusal of a server, until it is known to serve again. */
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
   * Asks the database. While it is down nobody but the monitor itself tries, so that probes add no load.
   * @throws DatabaseUnavailableError with the reason as its cause, within the connect timeout.
   */
  async check(): Promise<void> {
    if (this.#down) throw this.#down;
    await this.#ping();
  }

  /**
   * Tells whether requests should be sent here. A database that has taken writes and is read-only now has failed over, and
   * this gateway must not be given any; one that has never taken a write may be a replica, whose reads are welcome.
   * @throws DatabaseUnavailableError
   */
  async ready(): Promise<void> {
    await this.check();
    const unfit = this.#unfit;
    if (!unfit?.isReadOnly || !this.#hasCommitted) return;
    try {
      if (!(await this.#ask(takesWrites))) throw unfit;
    } catch (error) {
      this.#dropControl(); // a new connection may lead to another server
      throw error instanceof UnfitServerError ? error : this.reportFailure(error);
    }
    this.#unfit = undefined;
  }

  /** What the database says of its columns and indexes; refused at once while it is down. */
  async catalog(): Promise<Catalog> {
    if (this.#down) throw this.#down;
    if (performance.now() > this.#catalogUntilMs) this.forgetCatalog();
    this.#catalog ??= this.#ask(readCatalog);
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

  /** To be told when tables may have changed: the catalog is read anew when it is needed next. */
  forgetCatalog(): void {
    this.#catalog = undefined;
    this.#catalogUntilMs = Infinity;
  }

  /** Takes the database as down until it answers again. */
  reportFailure(error: unknown): DatabaseUnavailableError {
    this.#dropControl();
    this.#down = new DatabaseUnavailableError(undefined, { cause: new Error(describeUnavailability(error)) });
    if (!this.#closed) this.#retry ??= setTimeout(() => this.#tryAgain(), this.#retryMs).unref();
    return this.#down;
  }

  /** Has the next check ask on a new connection whether the server serves, since it has refused a statement. */
  reportUnfit(error: UnfitServerError): void {
    this.#unfit = error;
    this.#dropControl();
  }

  /** Has this called whenever the database is back. */
  onRecovery(recover: () => void): void {
    this.#recover = recover;
  }

  /** Notes that the database has taken a write. */
  noteCommit(): void {
    this.#hasCommitted = true;
    this.#unfit = undefined;
  }

  /**
   * Cancels what runs on a connection, until it has `ended`: a statement that is cancelled just when it is sent may reach
   * the database behind its cancellation, and would run on. Closes the connection where the database does not confirm it,
   * or the statement does not end, in time. Never rejects.
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

  /** Asks over the control connection; where that turns out to be broken, once more over a new one. */
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

  /** The control connection, opened once and shared by all who wait for it. */
  #control(): Promise<Connection> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  #connect(): Promise<Connection> {
    const connecting = createConnection(this.#options).then((connection) => {
      connection.on('error', () => {
        if (this.#connecting !== connecting) return;
        // It is the first to notice that the database is gone; or it alone was closed, as idle ones are. The next tells.
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
    // What still waits for its answer ends at once.
    const reason = Object.assign(new Error('the connection was released'), { code: 'ECONNABORTED' });
    void connecting?.then((connection) => cutOff(connection, reason)).catch(() => undefined);
  }
}
