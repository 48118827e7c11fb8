import type { Log } from '../log.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** Writes the one line that a request leaves in the log, whether it was answered, refused or given up. */
export function logExchange(log: Log, exchange: Exchange, path: string, answer: Answer): void {
  const { id, method, operationName, operationType, session, retries, clientGone, startedAt } = exchange;
  const line = {
    requestId: id,
    method,
    path: path.slice(0, 100),
    operationType,
    operationName,
    status: answer.status,
    codes: answer.codes.length > 0 ? answer.codes : undefined,
    statements: session?.statements,
    retries: retries > 0 ? retries : undefined,
    durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
    clientGone: clientGone || undefined,
  };
  if (answer.status >= 500 || answer.codes.includes('INTERNAL_SERVER_ERROR')) log.warn(line, 'request');
  else log.info(line, 'request');
}
