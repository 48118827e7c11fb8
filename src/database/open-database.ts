import { createPool, type Pool } from 'mariadb';
import './connection/guard-driver.ts';
import { NoTablesError } from '../errors.ts';
import { noticeChannel } from '../events.ts';
import type { Asked } from '../model/columns.ts';
import type { Shape } from '../model/load.ts';
import type { Field, Models } from '../model/model.ts';
import { describeDifferences, hasAnyTable } from './catalog/describe-differences.ts';
import { describeEngines } from './catalog/describe-engines.ts';
import { Connections } from './connection/connections.ts';
import { Monitor } from './connection/monitor.ts';
import { readDatabaseUrl } from './connection/read-database-url.ts';
import { Gate, type Ticket } from './gate/gate.ts';
import { PoolReader } from './select/pool-reader.ts';
import type { StatementAnswers } from './select/select-bounded.ts';
import type { Transaction } from './write/transaction.ts';
import { Transactions } from './write/transactions.ts';
import { Writer } from './write/write-change.ts';

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

/** The one floor that knows SQL, Prisma and the pool: a shape and keys go in, answers come out. */
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

/**
 * What every session is told first, whatever the server has for its other users: times are UTC, a statement is a
 * transaction of its own, no answer is cut or padded, dates that the table holds though the calendar does not are read
 * as they are (MIN and MAX of a group would turn them into zeros, which come before all others), and MariaDB does not
 * turn long IN lists into tables, whose text would compare by the connection's collation and not by the column's.
 */
const sessionSettings =
  "SET time_zone = '+00:00', autocommit = 1, sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,ALLOW_INVALID_DATES', " +
  'sql_select_limit = 18446744073709551615, max_sort_length = 4096, sort_buffer_size = 2097152, div_precision_increment = 4 ' +
  '/*M!100303 , in_predicate_conversion_threshold = 0 */';

const noWriting: WritingOptions = {
  models: {
    all: [],
    enumerations: [],
    helpers: new Map(),
    warnings: [],
    source: { schema: '', models: [], enums: [] },
  },
  transactionTimeoutMs: 10_000,
  lockTimeoutSeconds: 3,
  writeMaxRows: 0,
  queueLimit: 0,
};

/** Prepared statements that a connection keeps: one or two for each shape. */
const preparedStatementsPerConnection = 200;

/** Opens the pool and its monitor. It does not wait for the database, which may come later, go, and come back. */
export function openDatabase(options: DatabaseOptions): Database {
  const { connectTimeoutMs, statementTimeoutMs, responseMaxBytes, writing = noWriting } = options;
  const { connectionLimit = options.poolSize, ...address } = readDatabaseUrl(options.url);
  const connectionOptions = {
    connectTimeout: connectTimeoutMs,
    ...address,
    charset: 'utf8mb4',
    logParam: false, // the values of clients stay out of the log
    // Pipelined, a statement that is refused when it is prepared has the one before executed in its place.
    pipelining: false,
    initSql: [sessionSettings, `SET innodb_lock_wait_timeout = ${writing.lockTimeoutSeconds}`],
  };
  // It prepares nothing. Not pipelined, what waits behind another command would not end with its connection.
  const monitor = new Monitor({ ...connectionOptions, pipelining: true });
  const openPool = (): Pool =>
    createPool({
      acquireTimeout: connectTimeoutMs,
      prepareCacheLength: preparedStatementsPerConnection,
      minimumIdle: 1,
      // Nothing is left to be rolled back on a connection that is released, and that would have no deadline.
      noControlAfterUse: true,
      ...connectionOptions,
      connectionLimit,
    });
  const connections = new Connections(openPool);
  monitor.onRecovery(() => connections.renew());
  const { requestSharePercent: sharePercent, slowStatementMs: slowMs } = options;
  const gate = new Gate(connectionLimit, { sharePercent, slowMs });
  const writer = new Writer(writing.models, writing);
  const transactions = new Transactions({
    ...writing,
    connections,
    monitor,
    gate,
    writer,
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
      if (!isReported) return;
      for (const notice of describeDifferences(models, catalog)) noticeChannel.publish(notice);
      const notice = describeEngines(models, catalog);
      if (notice) noticeChannel.publish(notice);
    },
    async computedFields() {
      const catalog = await monitor.catalog();
      const fields = writing.models.all.flatMap(({ table, fields: all }) =>
        all.filter(({ column }) => catalog.column(table, column)?.isComputed),
      );
      return new Set(fields);
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
      await writer[Symbol.asyncDispose]();
      await connections.end().catch(() => undefined);
      await monitor[Symbol.asyncDispose]();
    },
  };
}
