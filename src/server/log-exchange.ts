import type { Log } from '../log.ts';
import { showViewer } from '../rules/viewer/identify-viewer.ts';
import type { HttpAnswer } from './answer.ts';
import type { CutValues } from './cut-values.ts';
import type { Exchange } from './exchange.ts';

/** The parts of a request's log line that the exchange does not have. */
export interface LoggedRequest {
  /** Undefined for a document that was executed in process. */
  readonly path: string | undefined;
  readonly answer: Pick<HttpAnswer, 'status' | 'codes' | 'messages'>;
  /** The address of the client. */
  readonly client: string | undefined;
}

/**
 * Builds a function that writes the log line of a request, whether it was answered, refused or cut off.
 */
export function buildLogExchange(
  log: Log,
  cutValues: CutValues,
): (exchange: Exchange, request: LoggedRequest) => void {
  return (exchange, { path, answer, client }) => {
    const level = answer.status >= 500 || answer.codes.includes('INTERNAL_SERVER_ERROR') ? 'warn' : 'info';
    if (!log.isLevelEnabled(level)) return;
    const { id, method, viewer, viewerStatements, operationName, operationType, session } = exchange;
    const { retries, clientGone, startedAt } = exchange;
    const line = {
      requestId: id,
      client,
      viewer: viewer === null ? undefined : showViewer(viewer),
      method,
      path: path?.slice(0, 100),
      operationType,
      operationName,
      status: answer.status,
      codes: answer.codes.length > 0 ? answer.codes : undefined,
      errors: answer.messages?.map(cutValues),
      statements: session ? session.statements + viewerStatements : viewerStatements || undefined,
      ownCalls: session?.ownCalls || undefined,
      retries: retries > 0 ? retries : undefined,
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
      clientGone: clientGone || undefined,
    };
    log[level](line, 'request');
  };
}
