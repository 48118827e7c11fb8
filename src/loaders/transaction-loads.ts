import type { PrismaClientLike, PrismaClients } from '../database/prisma/prisma-clients.ts';
import { runOwnStatement } from '../database/write/run-own-statement.ts';
import type { Transaction } from '../database/write/transaction.ts';
import type { Events } from '../events.ts';
import type { Change, Written } from '../model/change.ts';
import type { Asked } from '../model/columns.ts';
import type { Scoped, Shape } from '../model/load.ts';
import type { OwnResult, OwnStatement } from '../model/own-statement.ts';
import type {
  LeasedPrisma,
  LeaseOptions,
  Load,
  QueryOptions,
  Requester,
  ScopedSource,
  WriteOptions,
} from './load-source.ts';
import { reportLeased, reportStatement } from './report-statement.ts';

/**
 * A source of loads and writes within one transaction. They are never shared, since they read uncommitted
 * rows.
 */
export class TransactionLoads implements ScopedSource {
  readonly #transaction: Transaction;
  readonly #events: Events;
  readonly #prisma: PrismaClients<PrismaClientLike> | undefined;

  constructor(transaction: Transaction, events: Events, prisma?: PrismaClients<PrismaClientLike>) {
    this.#transaction = transaction;
    this.#events = events;
    this.#prisma = prisma;
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
    const answers = this.#transaction.select(
      shape,
      asked,
      reportStatement(this.#events, requester, readPaths),
    );
    return { answers, leave: () => undefined }; // the transaction itself is aborted
  }

  query(statement: OwnStatement, requester: Requester, { path }: QueryOptions): Promise<OwnResult> {
    return runOwnStatement(
      this.#transaction,
      statement,
      reportStatement(this.#events, requester, () => [path]),
    );
  }

  leasePrisma(requester: Requester, options: LeaseOptions): LeasedPrisma | undefined {
    const report = reportLeased(this.#events, requester, options);
    return this.#prisma?.lease({ transaction: this.#transaction, report });
  }

  get signal(): AbortSignal {
    return this.#transaction.signal;
  }

  write(change: Change, requester: Requester, { path, changes = 1 }: WriteOptions): Promise<Written> {
    const paths = path === undefined ? [] : [path];
    return this.#transaction.write(
      change,
      changes,
      reportStatement(this.#events, requester, () => paths),
    );
  }
}
