import { closingMs, type Config } from '../config.ts';
import type { CloseOptions } from '../server/open-server.ts';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../log.ts';
import { isWithin } from '../std/is-within.ts';

/**
 * Stops a gateway: first it answers the running requests, then it closes its connections. It does not
 * wait for a database that does not answer. Returns `false` if requests were cut off.
 */
export async function stopGateway(
  gateway: Gateway,
  config: Config,
  log: Log,
  options?: CloseOptions,
): Promise<boolean> {
  log.info('Stopping: requests in flight are answered first');
  const drained = await gateway.close(options);
  if (!(await isWithin(closingMs(config.shutdownTimeoutMs) / 2, gateway[Symbol.asyncDispose]())))
    log.warn('Stopping: connections that the database did not close in time were cut off');
  return drained;
}
