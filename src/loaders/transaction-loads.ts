import { runOwnStatement } from '../database/write/run-own-statement.ts';
import type { Transaction } from '../database/write/transaction.ts';
import type { ReportStatement } from '../database/write/transaction-statement.ts';
import type { Events } from '../events.ts';
import type { Change, Written } from '../model/change.ts';
import type { Asked } from '../model/columns.ts';
import type { Scoped, Shape } from '../model/load.ts';
import type { OwnResult, OwnStatement } from '../model/own-statement.ts';
import type { Load, QueryOptions, Requester, ScopedSource, WriteOptions } from './load-source.ts';

/**
 * A source of loads and writes within one transaction. They are never shared, since they read uncommitted
 * rows.
 */
export class TransactionLoads implements ScopedSource {
  readonly #transaction: Transaction;
  readonly #events: Events;

  constructor(transaction: Transaction, events: Events) {
    this.#transaction = transaction;
    this.#events = events;
  }

  get failure(): Error | undefined {
    return this.#transaction.failure;
  }

  load<S extends Shape>(
    shape: Scoped<S>,
    asked: Asked,
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S> {
    const answers = this.#transaction.select(shape, asked, report(this.#events, requester, readPaths));
    return { answers, leave: () => undefined }; // the transaction itself is aborted
  }

  query(statement: OwnStatement, requester: Requester, { path }: QueryOptions): Promise<OwnResult> {
    return runOwnStatement(
      this.#transaction,
      statement,
      report(this.#events, requester, () => [path]),
    );
  }

  get signal(): AbortSignal {
    return this.#transaction.signal;
  }

  write(change: Change, requester: Requester, { path, changes = 1 }: WriteOptions): Promise<Written> {
    const paths = path === undefined ? [] : [path];
    return this.#transaction.write(
      change,
      changes,
      report(this.#events, requester, () => paths),
    );
  }
}

function report(
  { statements }: Events,
  requester: Requester,
  readPaths: () => readonly string[],
): ReportStatement {
  return (statement) => {
    requester.statements++;
    if (!statements.hasSubscribers) return;
    const loads = [{ session: requester, paths: readPaths() }];
    statements.publish({ ...statement, waitMs: 0, loads });
  };
}
