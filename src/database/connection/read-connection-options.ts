import { type DatabaseUrlOptions, readDatabaseUrl } from './read-database-url.ts';

/**
 * Reads of a database URL what a single connection for long work needs (migrations, seeds): where and as whom,
 * but no pool, and no socket timeout, which is meant for requests and would cut a long script off.
 * @throws ConfigError as `readDatabaseUrl` does.
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
