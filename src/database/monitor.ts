import { setTimeout as delay } from 'node:timers/promises';
import { createConnection, type Connection } from 'mariadb';
import { DatabaseUnavailableError } from '../errors.ts';
import { describeUnavailability } from './describe-unavailability.ts';
import { readCatalog, type Catalog } from './read-catalog.ts';
import type { DatabaseUrlOptions } from './read-database-url.ts';
import { isUnavailable } from './translate-error.ts';

/** A database that is down is tried again after this time, then after twice as long, up to the second. */
const retryLeastMs = 100;
const retryMostMs = 800;

/** How long the database may take to confirm that it cancels a statement. */
const killTimeoutMs = 1_000;

/** A cancelled statement that has not ended after this time is cancelled again, then after twice as long, up to the second. */
const killAgainLeastMs = 10;
const killAgainMostMs = 640;

/**
 * Knows whether the database can be reached, through one connection of its own beside the pool: so health is told and
 * statements are cancelled while every other connection is busy. While the database is down, loads are refused at once
 * instead of waiting for a connection each.
 */
export class Monitor implements AsyncDisposable {
  readonly #options: DatabaseUrlOptions & { readonly connectTimeout: number };
  #connecting: Promise<Connection> | undefined;
  #catalog: Promise<Catalog> | undefined;
  #down: DatabaseUnavailableError | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = retryLeastMs;
  #closed = false;

  constructor(options: DatabaseUrlOptions & { readonly connectTimeout: number }) {
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

  /** What the database says of its columns and indexes; refused at once while it is down. */
  async catalog(): Promise<Catalog> {
    if (this.#down) throw this.#down;
    this.#catalog ??= this.#ask(readCatalog);
    try {
      return await this.#catalog;
    } catch (error) {
      this.forgetCatalog();
      throw this.reportFailure(error);
    }
  }

  /** To be told when tables may have changed: the catalog is read anew when it is needed next. */
  forgetCatalog(): void {
    this.#catalog = undefined;
  }

  /** Takes the database as down until it answers again. */
  reportFailure(error: unknown): DatabaseUnavailableError {
    this.#dropControl();
    this.#down = new DatabaseUnavailableError(undefined, { cause: new Error(describeUnavailability(error)) });
    if (!this.#closed) this.#retry ??= setTimeout(() => this.#tryAgain(), this.#retryMs).unref();
    return this.#down;
  }

  /**
   * Cancels what runs on that connection, until it has `ended`: a statement that is cancelled just when it is sent may
   * reach the database behind its cancellation, and would run on.
   * @throws when the database does not confirm it, or the statement does not end, in time.
   */
  async cancel(threadId: number, ended: Promise<void>): Promise<void> {
    const connection = await this.#control();
    for (let waitMs = killAgainLeastMs; waitMs <= killAgainMostMs; waitMs *= 2) {
      await within(killTimeoutMs, connection.query(`KILL QUERY ${threadId}`), 'the database does not answer');
      const hasEnded = ended.then(() => true);
      if (await Promise.race([hasEnded, delay(waitMs, false)])) return;
    }
    throw new Error('the statement does not end');
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
    } catch (error) {
      throw this.reportFailure(error);
    }
    this.#down = undefined;
    this.#retryMs = retryLeastMs;
  }

  /** Asks over the control connection; where that turns out to be broken, once more over a new one. */
  async #ask<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    const earlier = this.#connecting;
    try {
      return await this.#askOnce(question);
    } catch (error) {
      if (earlier === undefined || this.#closed || !isUnavailable(error)) throw error;
    }
    if (this.#connecting === earlier) this.#dropControl();
    return this.#askOnce(question);
  }

  async #askOnce<T>(question: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#control();
    return within(this.#options.connectTimeout, question(connection), 'the database does not answer');
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
    void connecting?.then((connection) => connection.destroy()).catch(() => undefined);
  }
}

/** The promise, or a rejection when it takes longer. */
async function within<T>(timeoutMs: number, promise: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}
