import type { PoolConnection } from 'mariadb';
import { DatabaseUnavailableError, OverloadedError, UnfitServerError } from '../../errors.ts';
import { answerWithin } from '../connection/answer-within.ts';
import { Gate } from '../gate/gate.ts';
import { isUnfitServer, translateError } from '../connection/translate-error.ts';
import { removeOldAnswers } from './idempotency.ts';
import { Transaction } from './transaction.ts';
import type { TransactionOptions } from './transaction-options.ts';

/** The options of all transactions. */
export interface TransactionsOptions extends Omit<TransactionOptions, 'connection' | 'catalog' | 'signal'> {
  /** The gate in front of the database. A transaction keeps its turn until its connection is free. */
  readonly gate: Gate;
  readonly connectionLimit: number;
  readonly queueLimit: number;
}

/** The isolation levels of MySQL and MariaDB. */
export const isolationLevels = [
  'READ UNCOMMITTED',
  'READ COMMITTED',
  'REPEATABLE READ',
  'SERIALIZABLE',
] as const;

/** One of `isolationLevels`. */
export type IsolationLevel = (typeof isolationLevels)[number];

/** The time between two removals of expired answers. */
const cleanUpEveryMs = 600_000;

/**
 * Runs transactions, each on its own connection. They leave one connection of the pool to reads, since a
 * transaction may wait for rows that another one has locked.
 */
export class Transactions {
  readonly #options: TransactionsOptions;
  readonly #writers: Gate;
  #cleanedMs = -cleanUpEveryMs;

  constructor(options: TransactionsOptions) {
    this.#options = options;
    this.#writers = new Gate(Math.max(1, options.connectionLimit - 1));
  }

  /**
   * Runs `work` in a transaction, and rolls it back if `work` has not committed it. The server's isolation
   * level applies unless another one is given.
   * @throws OverloadedError if too many wait; the signal's reason if it is aborted before the transaction
   * begins.
   */
  async run<T>(
    signal: AbortSignal,
    work: (transaction: Transaction) => Promise<T>,
    isolationLevel?: IsolationLevel,
  ): Promise<T> {
    const { gate, queueLimit, monitor } = this.#options;
    if (this.#writers.waiting >= queueLimit) {
      throw new OverloadedError(
        `More than ${queueLimit} transactions wait for the database; try again later.`,
      );
    }
    using _writing = await this.#writers.admit(signal);
    using _turn = await gate.admit(signal);
    const catalog = await monitor.catalog();
    const connection = await this.#begin(isolationLevel);
    const transaction = new Transaction({ ...this.#options, connection, catalog, signal });
    try {
      return await work(transaction);
    } finally {
      await transaction.rollback();
      await connection.release();
      if (transaction.hasClaimed) this.#cleanUp();
    }
  }

  /** The number of transactions that wait for their turn, before they wait for a connection. */
  get waiting(): number {
    return this.#writers.waiting;
  }

  /** Removes expired answers now and then, in the background. */
  #cleanUp(): void {
    const now = performance.now();
    if (now - this.#cleanedMs < cleanUpEveryMs) return;
    this.#cleanedMs = now;
    this.#options.gate.enter(async () => {
      await this.#runAlone(removeOldAnswers).catch(() => undefined); // the next one will remove them
    });
  }

  /** Begins a transaction. Replaces a connection that was closed while idle: nothing was sent on it. */
  async #begin(isolationLevel: IsolationLevel | undefined): Promise<PoolConnection> {
    try {
      return await this.#beginOnce(isolationLevel);
    } catch (error) {
      const translated = translateError(error);
      if (!(translated instanceof DatabaseUnavailableError)) throw translated;
      if (translated instanceof UnfitServerError) this.#options.monitor.reportUnfit(translated);
    }
    await this.#options.monitor.check();
    try {
      return await this.#beginOnce(isolationLevel);
    } catch (error) {
      const translated = translateError(error);
      throw translated instanceof DatabaseUnavailableError
        ? this.#options.monitor.reportFailure(error)
        : translated;
    }
  }

  async #beginOnce(isolationLevel: IsolationLevel | undefined): Promise<PoolConnection> {
    const { connections, statementTimeoutMs } = this.#options;
    const connection = await connections.acquire();
    try {
      if (isolationLevel !== undefined) {
        const setLevel = connection.query(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`);
        await answerWithin(statementTimeoutMs, connection, setLevel);
      }
      await answerWithin(statementTimeoutMs, connection, connection.query('START TRANSACTION'));
      return connection;
    } catch (error) {
      if (isUnfitServer(error)) connections.replace();
      await connection.release();
      throw error;
    }
  }

  async #runAlone(sql: string): Promise<void> {
    const { connections, statementTimeoutMs } = this.#options;
    const connection = await connections.acquire();
    try {
      await answerWithin(statementTimeoutMs, connection, connection.query(sql));
    } finally {
      await connection.release();
    }
  }
}
