import type { QueryOptions } from 'mariadb';
import { BadUserInputError, GatherError, InternalError, OverloadedError } from '../../errors.ts';
import { isSchemaMismatch, isUnavailable } from '../connection/translate-error.ts';
import type { Flow } from '../gate/flow.ts';
import { Ticket } from '../gate/gate.ts';
import type { PoolReaderOptions } from '../select/pool-reader.ts';
import { runStatement, type StatementRun } from '../select/run-statement.ts';
import type { Transaction } from '../write/transaction.ts';
import type { ReportStatement } from '../write/transaction-statement.ts';
import { isolationLevels, type IsolationLevel, type Transactions } from '../write/transactions.ts';
import type { PrismaScope, PrismaTransaction } from './prisma-scope.ts';
import { refuseSessionChange } from './refuse-session-change.ts';

/** The parts of the pool that Prisma clients need. */
export interface PoolScopeOptions extends PoolReaderOptions {
  readonly transactions: Transactions;
  /** The most statements of one scope that wait for a turn. */
  readonly queueLimit: number;
}

/** A request that uses a Prisma client on the pool. */
export interface PrismaRequest {
  /** Aborts what the client does. */
  readonly signal: AbortSignal;
  /** The request's share of the gate. */
  readonly flow: Flow;
  readonly report?: ReportStatement | undefined;
}

/**
 * The pool, for the Prisma client of one request. Each statement waits for a turn of the request at the
 * gate. It has a deadline and a bound of bytes, and is cancelled with the request. A transaction is one of
 * the gateway's own.
 */
export class PoolScope implements PrismaScope {
  readonly #options: PoolScopeOptions;
  readonly #request: PrismaRequest;
  readonly #ended = new AbortController();
  readonly #signal: AbortSignal;
  #waiting = 0;

  constructor(options: PoolScopeOptions, request: PrismaRequest) {
    this.#options = options;
    this.#request = request;
    this.#signal = AbortSignal.any([request.signal, this.#ended.signal]);
  }

  readonly run = async (options: QueryOptions, parameters: readonly unknown[]): Promise<unknown> => {
    const { gate, monitor, queueLimit } = this.#options;
    refuseSessionChange(options.sql, { inTransaction: false });
    this.#signal.throwIfAborted();
    if (this.#waiting >= queueLimit) {
      throw new OverloadedError(
        `More than ${queueLimit} statements of a Prisma client wait for the database; try again later.`,
      );
    }
    await monitor.catalog(); // rejects at once while the database is down
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const ticket = new Ticket([this.#request.flow]);
    let isWaiting = true;
    const leave = (): void => {
      ticket.withdraw();
      reject(this.#signal.reason);
    };
    this.#signal.addEventListener('abort', leave, { once: true });
    this.#waiting++;
    const task = async (): Promise<void> => {
      isWaiting = false;
      this.#waiting--;
      const { rows, released } = this.#runNow(options, parameters);
      rows.then(resolve, reject);
      await released;
    };
    gate.enter(task, ticket);
    try {
      return await promise;
    } catch (error) {
      throw this.#report(error);
    } finally {
      if (isWaiting) this.#waiting--;
      this.#signal.removeEventListener('abort', leave);
    }
  };

  /** Begins one of the gateway's own transactions, which ends with the request at the latest. */
  readonly begin = async (isolationLevel: string | undefined): Promise<PrismaTransaction> => {
    const begun = Promise.withResolvers<Transaction>();
    const left = Promise.withResolvers<void>();
    const running = this.#options.transactions.run(
      this.#signal,
      async (transaction) => {
        transaction.signal.addEventListener('abort', () => left.resolve(), { once: true });
        begun.resolve(transaction);
        await left.promise;
      },
      isolationLevel === undefined ? undefined : readIsolationLevel(isolationLevel),
    );
    running.catch(begun.reject);
    const transaction = await begun.promise;
    const { report } = this.#request;
    const leave = async (): Promise<void> => {
      left.resolve();
      await running;
    };
    return {
      run: (options, parameters) => {
        refuseSessionChange(options.sql, { inTransaction: true });
        return transaction.runOwn(options, parameters, { report });
      },
      control: async (text) => void (await transaction.runOwn({ sql: text }, [], { isText: true })),
      commit: async () => {
        try {
          await transaction.commit();
        } finally {
          await leave();
        }
      },
      rollback: leave,
    };
  };

  readonly end = (): void =>
    this.#ended.abort(new InternalError('The request of a Prisma client has ended.'));

  #runNow(options: QueryOptions, parameters: readonly unknown[]): StatementRun<unknown> {
    const { connections, monitor, events, statementTimeoutMs: timeoutMs, responseMaxBytes } = this.#options;
    const { sql: text, ...driver } = options;
    const startedMs = performance.now();
    const run = runStatement<unknown>(connections, monitor, text, [...parameters], {
      timeoutMs,
      maxBytes: responseMaxBytes,
      signal: this.#signal,
      events,
      driver,
      isRepeatable: isRead.test(text),
    });
    const { report } = this.#request;
    if (report === undefined) return run;
    const rows = run.rows.then((result) => {
      report({
        sql: text,
        method: undefined,
        keys: 0,
        rows: countRows(result),
        runMs: performance.now() - startedMs,
      });
      return result;
    });
    return { rows, released: run.released };
  }

  /** Leaves the errors of statements to Prisma's adapter, which knows their numbers. */
  #report(error: unknown): unknown {
    if (isSchemaMismatch(error)) this.#options.monitor.forgetCatalog();
    if (error instanceof GatherError || !isUnavailable(error)) return error;
    return this.#options.monitor.reportFailure(error);
  }
}

const isRead = /^\s*SELECT\b/i;

function readIsolationLevel(given: string): IsolationLevel {
  const level = isolationLevels.find((each) => each === given);
  if (level !== undefined) return level;
  throw new BadUserInputError(
    `isolationLevel: expected one of ${isolationLevels.join(', ')}, but got ${given}.`,
  );
}

function countRows(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  return typeof result === 'object' && result !== null && 'affectedRows' in result
    ? Number(result.affectedRows)
    : 0;
}
