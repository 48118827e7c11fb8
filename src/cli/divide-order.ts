import { type Config, sharedSettings } from '../config.ts';
import { readDatabaseUrl } from '../database/connection/read-database-url.ts';
import type { WorkerOrder } from './worker-messages.ts';

/**
 * Computes the order of one worker, with its share of the limits for all. No sum exceeds the setting.
 * Remainders go to the first workers.
 * @param slot counts from 0 to the number of processes.
 */
export function divideOrder(
  { config, databaseUrl, configFile, document }: WorkerOrder,
  slot: number,
): WorkerOrder {
  const share = (total: number): number =>
    Math.floor(total / config.processes) + (slot < total % config.processes ? 1 : 0);
  const { connectionLimit } = readDatabaseUrl(databaseUrl);
  const whole: Config = connectionLimit === undefined ? config : { ...config, poolSize: connectionLimit };
  const shares = Object.fromEntries(sharedSettings.map((name) => [name, share(whole[name])]));
  return {
    config: { ...whole, ...shares },
    databaseUrl: connectionLimit === undefined ? databaseUrl : withoutLimit(databaseUrl),
    configFile,
    document,
  };
}

/** Removes the option that takes precedence over POOL_SIZE, which is divided. */
function withoutLimit(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.delete('connection_limit');
  return url.href;
}
