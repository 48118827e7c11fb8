import { createPool } from 'mariadb';
import './guard-driver.ts';
import './keep-packets.ts';
import { Connections } from './connections.ts';
import { Monitor } from './monitor.ts';
import { readDatabaseUrl } from './read-database-url.ts';

/** The address of a database, and the settings of its connections. */
export interface ConnectionSettings {
  readonly url: string;
  /** The maximum number of connections. The URL's `connection_limit` takes precedence. */
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  /** The time a statement waits for a row that another transaction has locked. */
  readonly lockTimeoutSeconds: number;
}

/** A pool and the monitor that watches its database. */
export interface OpenedConnections {
  readonly connections: Connections;
  readonly monitor: Monitor;
  readonly connectionLimit: number;
}

/**
 * The settings of every session, whatever the defaults of the server. Times are UTC, and each statement is a
 * transaction of its own. No result is truncated or padded. Dates that are not in the calendar are read as
 * stored. MIN and MAX of a group would otherwise make them zeros, which sort first. MariaDB does not turn
 * long IN lists into tables, whose texts would compare by the collation of the connection and not of the
 * column.
 */
const sessionSettings =
  "SET time_zone = '+00:00', autocommit = 1, sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,ALLOW_INVALID_DATES', " +
  'sql_select_limit = 18446744073709551615, max_sort_length = 4096, sort_buffer_size = 2097152, div_precision_increment = 4 ' +
  '/*M!100303 , in_predicate_conversion_threshold = 0 */';

/** The prepared statements that a connection keeps: one or two for each shape. */
const preparedStatementsPerConnection = 200;

/** Opens the pool and its monitor. A recovery renews the pool. Does not wait for the database. */
export function openConnections(settings: ConnectionSettings): OpenedConnections {
  const { connectTimeoutMs, lockTimeoutSeconds } = settings;
  const { connectionLimit = settings.poolSize, ...address } = readDatabaseUrl(settings.url);
  const options = {
    connectTimeout: connectTimeoutMs,
    ...address,
    charset: 'utf8mb4',
    logParam: false, // keeps the values of clients out of the log
    // With pipelining, a statement that cannot be prepared would execute the one before it instead.
    pipelining: false,
    initSql: [sessionSettings, `SET innodb_lock_wait_timeout = ${lockTimeoutSeconds}`],
  };
  // The monitor prepares nothing. Without pipelining, a command that waits for another would survive its
  // connection.
  const monitor = new Monitor({ ...options, pipelining: true });
  const connections = new Connections(() =>
    createPool({
      acquireTimeout: connectTimeoutMs,
      prepareCacheLength: preparedStatementsPerConnection,
      minimumIdle: 1,
      // A released connection has nothing to roll back, and a rollback would have no deadline.
      noControlAfterUse: true,
      ...options,
      connectionLimit,
    }),
  );
  monitor.onRecovery(() => connections.renew());
  return { connections, monitor, connectionLimit };
}
