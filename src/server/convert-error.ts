import type { Log } from '../log.ts';
import { type ClientError, type Phase, toClientError } from './client-error.ts';
import type { Exchange } from './exchange.ts';

/** Turns an error of a request into one that its client may see. Logs what is masked. */
export function convertError(error: unknown, phase: Phase, exchange: Exchange, log: Log): ClientError {
  return toClientError(error, phase, (fault, path) => {
    if (exchange.clientGone) return; // once nobody waits for the answer it is no news
    log.error(
      { requestId: exchange.id, operationName: exchange.operationName, path: path?.join('.'), error: fault },
      'A request failed unexpectedly',
    );
  });
}
