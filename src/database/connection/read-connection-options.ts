import { type DatabaseUrlOptions, readDatabaseUrl } from './read-database-url.ts';

/**
 * Reads the options of a single connection for long work, such as migrations and seeds, from a database URL.
 * They have no options of the pool, and no socket timeout, which is meant for requests and would interrupt a
 * long script.
 * @throws ConfigError As `readDatabaseUrl` does.
 */
export function readConnectionOptions(url: string): DatabaseUrlOptions {
  const options = { ...readDatabaseUrl(url) };
  delete options.connectionLimit;
  delete options.acquireTimeout;
  delete options.idleTimeout;
  delete options.prepareCacheLength;
  delete options.socketTimeout;
  return options;
}
