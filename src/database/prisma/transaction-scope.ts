import type { QueryOptions } from 'mariadb';
import { BadUserInputError, InternalError } from '../../errors.ts';
import { name, sql } from '../sql.ts';
import type { Transaction } from '../write/transaction.ts';
import type { ReportStatement } from '../write/transaction-statement.ts';
import type { PrismaScope, PrismaTransaction } from './prisma-scope.ts';
import { refuseSessionChange } from './refuse-session-change.ts';

/**
 * The transaction of a mutation, for the Prisma client of its own code. The client reads and writes on the
 * transaction's connection. Its own transactions are savepoints there, and take turns: a savepoint that is
 * rolled back takes all later ones with it.
 */
export class TransactionScope implements PrismaScope {
  readonly #transaction: Transaction;
  readonly #report: ReportStatement | undefined;
  #savepoints = 0;
  /** Settles when the last savepoint has ended. */
  #turn: Promise<void> = Promise.resolve();
  #hasEnded = false;

  constructor(transaction: Transaction, report?: ReportStatement) {
    this.#transaction = transaction;
    this.#report = report;
  }

  readonly run = async (options: QueryOptions, parameters: readonly unknown[]): Promise<unknown> => {
    if (this.#hasEnded) throw new InternalError('The mutation of a Prisma client has ended.');
    refuseSessionChange(options.sql, { inTransaction: true });
    return this.#transaction.runOwn(options, parameters, { report: this.#report });
  };

  readonly begin = async (isolationLevel: string | undefined): Promise<PrismaTransaction> => {
    if (isolationLevel !== undefined) {
      throw new BadUserInputError(
        `isolationLevel: expected none within a mutation, whose transaction has begun, but got ${isolationLevel}.`,
      );
    }
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = before.then(() => left);
    const savepoint = name(`gather_${++this.#savepoints}`);
    try {
      await this.#unlessFailed(before);
      await this.#control(sql`SAVEPOINT ${savepoint}`.text);
    } catch (error) {
      leave();
      throw error;
    }
    return {
      run: this.run,
      control: (text) => this.#control(text),
      commit: () => this.#control(sql`RELEASE SAVEPOINT ${savepoint}`.text).finally(leave),
      rollback: () => this.#control(sql`ROLLBACK TO SAVEPOINT ${savepoint}`.text).finally(leave),
    };
  };

  /** Ends it. If an operation is running, the mutation fails, because half of it could be committed. */
  readonly end = (isQuiet: boolean): void => {
    this.#hasEnded = true;
    if (!isQuiet) this.#transaction.fail(new InternalError(unfinishedMessage));
  };

  /** Waits, unless the transaction fails first. */
  async #unlessFailed(turn: Promise<void>): Promise<void> {
    const { signal } = this.#transaction;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    void turn.then(resolve);
    await promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  async #control(text: string): Promise<void> {
    await this.#transaction.runOwn({ sql: text }, [], { isText: true });
  }
}

const unfinishedMessage =
  'The code of a mutation returned before its Prisma client had finished. Await every operation before you return.';
