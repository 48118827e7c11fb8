import type { Log } from '../log.ts';
import type { Exchange } from './exchange.ts';

/** Writes what the client is not told to the log; once nobody waits for the answer it is no news. */
export function reportFault(
  log: Log,
  exchange: Exchange,
  error: unknown,
  path: readonly (string | number)[] | undefined,
): void {
  if (exchange.clientGone) return;
  log.error(
    { requestId: exchange.id, operationName: exchange.operationName, path: path?.join('.'), error },
    'a request met a fault',
  );
}
