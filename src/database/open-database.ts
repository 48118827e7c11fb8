import { NoTablesError } from '../errors.ts';
import { Events } from '../events.ts';
import type { Asked } from '../model/columns.ts';
import type { Scoped, Shape } from '../model/load.ts';
import type { Field, Models } from '../model/model.ts';
import type { OwnStatement } from '../model/own-statement.ts';
import { hasAnyTable } from './catalog/describe-differences.ts';
import { findComputedFields } from './catalog/find-computed-fields.ts';
import { publishDifferences } from './catalog/publish-differences.ts';
import { openConnections } from './connection/open-connections.ts';
import { Gate, type Ticket } from './gate/gate.ts';
import { type BuildPrismaClient, type PrismaClientLike, PrismaClients } from './prisma/prisma-clients.ts';
import { PoolReader, type TimedResult } from './select/pool-reader.ts';
import type { StatementAnswers } from './select/select-bounded.ts';
import type { Transaction } from './write/transaction.ts';
import { Transactions } from './write/transactions.ts';

/** The address of a database, and the bounds of its use. */
export interface DatabaseOptions {
  readonly url: string;
  /**
   * The maximum number of connections, and so of statements in flight. The URL's `connection_limit` takes
   * precedence.
   */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** The bytes that one statement may read. Beyond them `select` rejects with a `ResponseTooLargeError`. */
  readonly responseMaxBytes: number;
  /**
   * The percentage of the connections that one request may hold while others wait, and that all slow
   * statements may hold.
   */
  readonly requestSharePercent: number;
  /** A statement is slow if its kind recently took longer than this. */
  readonly slowStatementMs: number;
  /** The bounds of writes. Undefined for a database that is only read. */
  readonly writing?: WritingOptions | undefined;
  /** The events to publish. Defaults to new ones. */
  readonly events?: Events | undefined;
}

/** The models that may be written, and the bounds of writes. */
export interface WritingOptions {
  readonly models: Models;
  readonly transactionTimeoutMs: number;
  /** The time a statement waits for a row that another transaction has locked. */
  readonly lockTimeoutSeconds: number;
  readonly writeMaxRows: number;
  /** The maximum number of waiting transactions. */
  readonly queueLimit: number;
}

/** The one floor that uses SQL and the pool. It takes a shape and keys, and returns answers. */
export interface Database extends AsyncDisposable {
  /**
   * Answers the keys of a shape in one statement, with at least these columns. Calls `collect` when the
   * statement gets a connection, so that more keys can be added until then. The statement waits for the turn
   * of a flow of the ticket. Rejects at the deadline, when `signal` is aborted, or when the database is
   * down. Then `collect` may not have been called.
   */
  readonly select: <S extends Shape>(
    shape: Scoped<S>,
    collect: () => Asked,
    signal: AbortSignal,
    ticket?: Ticket,
  ) => Promise<StatementAnswers<S>>;
  /**
   * Runs a SELECT of own code when the gate admits its ticket. Rejects at the deadline, beyond the bytes of
   * one statement, or when `signal` is aborted.
   */
  readonly query: (statement: OwnStatement, signal: AbortSignal, ticket: Ticket) => Promise<TimedResult>;
  /** Runs `work` in a transaction, and rolls it back unless `work` has committed it. */
  readonly transact: <T>(signal: AbortSignal, work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /**
   * Opens the Prisma clients of the user's own code, on the same connections. Nothing of Prisma is loaded
   * before.
   * @throws ConfigError If Prisma's adapter is not installed.
   */
  readonly openPrismaClients: <Client extends PrismaClientLike>(
    build: BuildPrismaClient<Client>,
  ) => Promise<PrismaClients<Client>>;
  /** @throws DatabaseUnavailableError If the database cannot be reached. Its cause has the reason. */
  readonly ready: () => Promise<void>;
  /**
   * Checks that the database has at least one table of the model. If `isReported`, publishes notices of
   * tables that differ from the model or have no transactions.
   * @throws NoTablesError If the database has no table of the model.
   * @throws DatabaseUnavailableError
   */
  readonly checkTables: (options: { readonly isReported: boolean }) => Promise<void>;
  /**
   * Finds the fields that may be written and whose values the database computes from other columns.
   * @throws DatabaseUnavailableError
   */
  readonly computedFields: () => Promise<ReadonlySet<Field>>;
  /** The events of this floor, and of the loaders above it. */
  readonly events: Events;
  /** The numbers of statements and transactions that hold a connection, and that wait for one. */
  readonly gate: Pick<Gate, 'running' | 'waiting'>;
  /** Drops the catalog, because tables may have changed. It is read again when it is next needed. */
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

/**
 * Opens the pool and its monitor. Does not wait for the database, which may start later, go away, and come
 * back.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { statementTimeoutMs, responseMaxBytes, writing = noWriting, events = new Events() } = options;
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
    events,
  });
  const pool = { connections, monitor, events, gate, statementTimeoutMs, responseMaxBytes };
  const reader = new PoolReader(pool);

  return {
    select: (shape, collect, signal, ticket) => reader.select(shape, collect, signal, ticket),
    query: (statement, signal, ticket) => reader.query(statement, signal, ticket),
    transact: (signal, work) => transactions.run(signal, work),
    openPrismaClients: (build) =>
      PrismaClients.open(build, { ...pool, transactions, queueLimit: writing.queueLimit }, connectionLimit),
    ready: () => monitor.ready(),
    async checkTables({ isReported }) {
      const { models } = writing;
      monitor.forgetCatalog();
      const catalog = await monitor.catalog();
      if (!hasAnyTable(models, catalog)) throw new NoTablesError(catalog.tables);
      if (isReported) publishDifferences(models, catalog, events);
    },
    async computedFields() {
      return findComputedFields(writing.models, await monitor.catalog());
    },
    events,
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
