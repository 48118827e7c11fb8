import { createPool } from 'mariadb';
import './guard-driver.ts';
import { Connections } from './connections.ts';
import { Monitor } from './monitor.ts';
import { readDatabaseUrl } from './read-database-url.ts';

/** The address of a database, and how it is connected to. */
export interface ConnectionSettings {
  readonly url: string;
  /** Connections at most; the URL's `connection_limit` comes first. */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  /** How long a statement waits for a row that another transaction holds. */
  readonly lockTimeoutSeconds: number;
}

/** A pool and the monitor that watches its database. */
export interface OpenedConnections {
  readonly connections: Connections;
  readonly monitor: Monitor;
  readonly connectionLimit: number;
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

/** Prepared statements that a connection keeps: one or two for each shape. */
const preparedStatementsPerConnection = 200;

/** Opens the pool and its monitor, whose recovery renews the pool. It does not wait for the database. */
export function openConnections(settings: ConnectionSettings): OpenedConnections {
  const { connectTimeoutMs, lockTimeoutSeconds } = settings;
  const { connectionLimit = settings.poolSize, ...address } = readDatabaseUrl(settings.url);
  const options = {
    connectTimeout: connectTimeoutMs,
    ...address,
    charset: 'utf8mb4',
    logParam: false, // the values of clients stay out of the log
    // Pipelined, a statement that is refused when it is prepared has the one before executed in its place.
    pipelining: false,
    initSql: [sessionSettings, `SET innodb_lock_wait_timeout = ${lockTimeoutSeconds}`],
  };
  // It prepares nothing. Not pipelined, what waits behind another command would not end with its connection.
  const monitor = new Monitor({ ...options, pipelining: true });
  const connections = new Connections(() =>
    createPool({
      acquireTimeout: connectTimeoutMs,
      prepareCacheLength: preparedStatementsPerConnection,
      minimumIdle: 1,
      // Nothing is left to be rolled back on a connection that is released, and that would have no deadline.
      noControlAfterUse: true,
      ...options,
      connectionLimit,
    }),
  );
  monitor.onRecovery(() => connections.renew());
  return { connections, monitor, connectionLimit };
}
