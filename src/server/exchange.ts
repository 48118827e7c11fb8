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
 * One HTTP request and its answer: what the rules of both paths need to know of HTTP, and what the log line at
 * its end tells.
 */
export class Exchange implements Disposable {
  /** Names the request in the log and, as `x-request-id`, to the client. */
  readonly id: string;
  readonly method: string;
  /** A reading of `performance.now()`. */
  readonly startedAt = performance.now();
  /** Whether the client asked for its statements. */
  readonly traced: boolean;
  /** What the client calls the request, so that it happens once however often it is sent. */
  readonly idempotencyKey: string | undefined;
  operationName: string | undefined;
  operationType: `${OperationTypeNode}` | undefined;
  /** The session once it is open: of a mutation, that of its last try. */
  session: RequestSession | undefined;
  /** How often a mutation was tried again. */
  retries = 0;
  /** The codes of the answer's errors, where Yoga writes the answer. */
  codes: readonly string[] = [];
  /** The messages of those errors. */
  messages: readonly string[] | undefined;
  clientGone = false;
  /** Why nobody waits for the answer any more. */
  #reason: TimeoutError | undefined;
  readonly #listeners: ((reason: TimeoutError) => void)[] = [];
  readonly #deadline: NodeJS.Timeout;
  #resources: DisposableStack | undefined;

  constructor(
    { headers, method = 'GET' }: IncomingMessage,
    response: ServerResponse,
    { requestTimeoutMs, trace }: { readonly requestTimeoutMs: number; readonly trace: boolean },
  ) {
    this.id = readRequestId(headers['x-request-id']);
    this.method = method;
    this.traced = trace && headers['gather-trace'] === '1';
    this.idempotencyKey = readHeader(headers['idempotency-key']);
    this.#deadline = setTimeout(
      () => this.#giveUp(`The request took longer than ${requestTimeoutMs} ms.`),
      requestTimeoutMs,
    );
    response.once('close', () => {
      if (response.writableFinished) return;
      this.clientGone = true;
      this.#giveUp('The client has closed the connection.');
    });
  }

  /** Calls the listener once, when the client goes away or the deadline passes; at once where that has happened. */
  onGivenUp(listener: (reason: TimeoutError) => void): void {
    if (this.#reason === undefined) this.#listeners.push(listener);
    else listener(this.#reason);
  }

  /** The same as a signal; making one is dear, and most requests need none. */
  openSignal(): AbortSignal {
    const controller = new AbortController();
    this.onGivenUp((reason) => controller.abort(reason));
    return controller.signal;
  }

  /** Undone, in reverse order, when the exchange is disposed. */
  get resources(): DisposableStack {
    return (this.#resources ??= new DisposableStack());
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#deadline);
    this.#resources?.dispose();
  }

  #giveUp(why: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = new TimeoutError(why);
    for (const listener of this.#listeners) listener(this.#reason);
  }
}

/** What the server needs of a request's session; resolvers know more of it. */
export interface RequestSession {
  /** Statements that the request has taken part in so far. */
  readonly statements: number;
  /** Gives up what is not loaded yet: it fails with `reason` and leaves the queue. */
  abort(reason: Error): void;
}

/** What every plugin finds in the context of a request, on both paths. */
export interface RequestContext {
  readonly exchange: Exchange;
  readonly params: GraphQLParams;
}

/** A proxy's id is kept when it is plain, so that both logs can be read together. */
function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}

function readHeader(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
