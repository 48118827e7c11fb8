import { NoTablesError } from '../errors.ts';
import type { Asked } from '../model/columns.ts';
import type { Shape } from '../model/load.ts';
import type { Field, Models } from '../model/model.ts';
import { hasAnyTable } from './catalog/describe-differences.ts';
import { findComputedFields } from './catalog/find-computed-fields.ts';
import { publishDifferences } from './catalog/publish-differences.ts';
import { openConnections } from './connection/open-connections.ts';
import { Gate, type Ticket } from './gate/gate.ts';
import { PoolReader } from './select/pool-reader.ts';
import type { StatementAnswers } from './select/select-bounded.ts';
import type { Transaction } from './write/transaction.ts';
import { Transactions } from './write/transactions.ts';

/** How a database is reached and how much may be asked of it. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections, and so statements in flight, at most; the URL's `connection_limit` comes first. */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** What one statement may read; beyond it `select` rejects with a `ResponseTooLargeError`. */
  readonly responseMaxBytes: number;
  /** The percentage of the connections that one request may hold while others wait, and slow statements together. */
  readonly requestSharePercent: number;
  /** A statement of which the like took longer lately is slow. */
  readonly slowStatementMs: number;
  /** What may be written, and how much at once; a database that is only read needs none of it. */
  readonly writing?: WritingOptions | undefined;
}

/** What may be written to a database. */
export interface WritingOptions {
  readonly models: Models;
  readonly transactionTimeoutMs: number;
  /** How long a statement waits for a row that another transaction holds. */
  readonly lockTimeoutSeconds: number;
  readonly writeMaxRows: number;
  /** Transactions that wait at most. */
  readonly queueLimit: number;
}

/** The one floor that knows SQL and the pool: a shape and keys go in, answers come out. */
export interface Database extends AsyncDisposable {
  /**
   * Answers the keys of a shape in one statement, with these columns at least. Both are taken when the statement gets a
   * connection: until then more may gather. Rejects at the deadline, when `signal` says that nobody waits any more, or when the database is
   * down; then they may not have been taken. It waits for the turn of one of those whom the ticket serves.
   */
  readonly select: <S extends Shape>(
    shape: S,
    collect: () => Asked,
    signal: AbortSignal,
    ticket?: Ticket,
  ) => Promise<StatementAnswers<S>>;
  /** Runs `work` in a transaction, which is rolled back where `work` has not committed it. */
  readonly transact: <T>(signal: AbortSignal, work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** @throws DatabaseUnavailableError, with the reason as its cause, when the database cannot be reached. */
  readonly ready: () => Promise<void>;
  /**
   * Checks that there are tables of the model. Publishes notices of those that the model describes otherwise, or that have
   * no transactions, where they are to be reported.
   * @throws NoTablesError where the database has none of the model's; DatabaseUnavailableError
   */
  readonly checkTables: (options: { readonly isReported: boolean }) => Promise<void>;
  /**
   * Finds the fields whose values the database computes from other columns, of those that may be written.
   * @throws DatabaseUnavailableError
   */
  readonly computedFields: () => Promise<ReadonlySet<Field>>;
  /** How many statements and transactions hold a connection, and how many wait for one. */
  readonly gate: Pick<Gate, 'running' | 'waiting'>;
  /** To be told when tables may have changed, so that what is known of their columns is read anew. */
  readonly forgetCatalog: () => void;
}

const noWriting: WritingOptions = {
  models: {
    all: [],
    enumerations: [],
    looseReferences: [],
    helpers: new Map(),
    warnings: [],
    source: { schema: '', models: [], enums: [] },
  },
  transactionTimeoutMs: 10_000,
  lockTimeoutSeconds: 3,
  writeMaxRows: 0,
  queueLimit: 0,
};

/** Opens the pool and its monitor. It does not wait for the database, which may come later, go, and come back. */
export function openDatabase(options: DatabaseOptions): Database {
  const { statementTimeoutMs, responseMaxBytes, writing = noWriting } = options;
  const { connections, monitor, connectionLimit } = openConnections({ ...options, ...writing });
  const { requestSharePercent: sharePercent, slowStatementMs: slowMs } = options;
  const gate = new Gate(connectionLimit, { sharePercent, slowMs });
  const transactions = new Transactions({
    ...writing,
    connections,
    monitor,
    gate,
    connectionLimit,
    statementTimeoutMs,
    responseMaxBytes,
  });
  const reader = new PoolReader({ connections, monitor, gate, statementTimeoutMs, responseMaxBytes });

  return {
    select: (shape, collect, signal, ticket) => reader.select(shape, collect, signal, ticket),
    transact: (signal, work) => transactions.run(signal, work),
    ready: () => monitor.ready(),
    async checkTables({ isReported }) {
      const { models } = writing;
      monitor.forgetCatalog();
      const catalog = await monitor.catalog();
      if (!hasAnyTable(models, catalog)) throw new NoTablesError(catalog.tables);
      if (isReported) publishDifferences(models, catalog);
    },
    async computedFields() {
      return findComputedFields(writing.models, await monitor.catalog());
    },
    gate: {
      get running() {
        return gate.running;
      },
      get waiting() {
        return gate.waiting + transactions.waiting;
      },
    },
    forgetCatalog: () => monitor.forgetCatalog(),
    async [Symbol.asyncDispose]() {
      await connections.end().catch(() => undefined);
      await monitor[Symbol.asyncDispose]();
    },
  };
}
