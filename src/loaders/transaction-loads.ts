import type { Transaction } from '../database/write/transaction.ts';
import type { ReportStatement } from '../database/write/transaction-statement.ts';
import { statementChannel, type StatementEvent } from '../events.ts';
import type { Change, Written } from '../model/change.ts';
import type { Key, Shape } from '../model/load.ts';
import type { Load, LoadSource, Requester } from './load-source.ts';

/** Loads and writes in one transaction, which nobody else takes part in: what is read there, others must not see yet. */
export class TransactionLoads implements LoadSource {
  readonly #transaction: Transaction;
  readonly #rootFields: number;

  /** `rootFields` are those of the document that the transaction is for. */
  constructor(transaction: Transaction, rootFields: number) {
    this.#transaction = transaction;
    this.#rootFields = rootFields;
  }

  load<S extends Shape>(
    shape: S,
    keys: readonly Key[],
    requester: Requester,
    readPaths: () => readonly string[],
  ): Load<S> {
    const answers = this.#transaction.select(shape, keys, report(requester, readPaths));
    return { answers, leave: () => undefined }; // the transaction itself is given up
  }

  write(change: Change, requester: Requester, paths: readonly string[]): Promise<Written> {
    return this.#transaction.write(
      change,
      this.#rootFields,
      report(requester, () => paths),
    );
  }
}

function report(requester: Requester, readPaths: () => readonly string[]): ReportStatement {
  return (statement) => {
    requester.statements++;
    if (!statementChannel.hasSubscribers) return;
    const loads = [{ session: requester, paths: readPaths() }];
    statementChannel.publish({ ...statement, waitMs: 0, loads } satisfies StatementEvent);
  };
}
