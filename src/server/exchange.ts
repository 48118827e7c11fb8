import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import { TimeoutError } from '../errors.ts';

/** The parts of a GraphQL request, whatever way it came. */
export interface GraphQLParams {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
}

/**
 * One HTTP request and its answer: what the rules of both roads need to know of HTTP, and what the log line at
 * its end tells.
 */
export interface Exchange extends Disposable {
  /** Names the request in the log and, as `x-request-id`, to the client. */
  readonly id: string;
  readonly method: string;
  /** A reading of `performance.now()`. */
  readonly startedAt: number;
  /** Aborts, with a `TimeoutError`, when the client goes away or the request's deadline passes. */
  readonly signal: AbortSignal;
  /** Whether the client asked for its statements. */
  readonly traced: boolean;
  /** What the client calls the request, so that it happens once however often it is sent. */
  readonly idempotencyKey: string | undefined;
  operationName: string | undefined;
  operationType: `${OperationTypeNode}` | undefined;
  /** The session once it is open: of a mutation, that of its last try. */
  session: RequestSession | undefined;
  /** How often a mutation was tried again. */
  retries: number;
  /** The codes of the answer's errors, where Yoga writes the answer. */
  codes: readonly string[];
  clientGone: boolean;
  /** Undone, in reverse order, when the exchange is disposed. */
  readonly resources: DisposableStack;
}

/** What the server needs of a request's session; resolvers know more of it. */
export interface RequestSession {
  /** Statements that the request has taken part in so far. */
  readonly statements: number;
  /** Gives up what is not loaded yet: it fails with `reason` and leaves the queue. */
  abort(reason: Error): void;
}

/** What every plugin finds in the context of a request, on both roads. */
export interface RequestContext {
  readonly exchange: Exchange;
  readonly params: GraphQLParams;
}

/** Opens the exchange of a request and starts its deadline; disposing it stops the timer. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  options: { readonly requestTimeoutMs: number; readonly trace: boolean },
): Exchange {
  const controller = new AbortController();
  const { requestTimeoutMs } = options;
  const deadline = setTimeout(() => {
    controller.abort(new TimeoutError(`The request took longer than ${requestTimeoutMs} ms.`));
  }, requestTimeoutMs);
  const resources = new DisposableStack();
  resources.defer(() => clearTimeout(deadline));
  const exchange: Exchange = {
    id: readRequestId(request.headers['x-request-id']),
    method: request.method ?? 'GET',
    startedAt: performance.now(),
    signal: controller.signal,
    traced: options.trace && request.headers['gather-trace'] === '1',
    idempotencyKey: readHeader(request.headers['idempotency-key']),
    operationName: undefined,
    operationType: undefined,
    session: undefined,
    retries: 0,
    codes: [],
    clientGone: false,
    resources,
    [Symbol.dispose]: () => resources.dispose(),
  };
  response.once('close', () => {
    if (response.writableFinished) return;
    exchange.clientGone = true;
    controller.abort(new TimeoutError('The client has closed the connection.'));
  });
  return exchange;
}

/** A proxy's id is kept when it is plain, so that both logs can be read together. */
function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}

function readHeader(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
