import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import { TimeoutError } from '../errors.ts';
import type { ViewerData } from '../rules/viewer.ts';

/** The parameters of a GraphQL request. */
export interface GraphQLParams {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
}

/** A request and its answer, with the parts of HTTP that plugins and the log need. */
export class Exchange implements Disposable {
  /** The id of the request in the log and, as `x-request-id`, for the client. */
  readonly id: string;
  readonly method: string;
  /** A reading of `performance.now()`. */
  readonly startedAt = performance.now();
  /** `true` if the client requested a trace. */
  readonly traced: boolean;
  /** The client's key of the request, so that it takes effect once however often it is sent. */
  readonly idempotencyKey: string | undefined;
  /** Null if the request is anonymous, or has no viewer yet. */
  viewer: ViewerData | null = null;
  /** The statements that have loaded the viewer. */
  viewerStatements = 0;
  operationName: string | undefined;
  operationType: `${OperationTypeNode}` | undefined;
  /** The session once it is open. For a mutation it is that of the last attempt. */
  session: RequestSession | undefined;
  /** The number of times a mutation was tried again. */
  retries = 0;
  /** The codes of the answer's errors, if Yoga writes the answer. */
  codes: readonly string[] = [];
  /** The messages of those errors. */
  messages: readonly string[] | undefined;
  clientGone = false;
  /** The reason for which the answer is no longer needed. */
  #reason: TimeoutError | undefined;
  readonly #listeners: ((reason: TimeoutError) => void)[] = [];
  readonly #deadline: NodeJS.Timeout;
  #resources: DisposableStack | undefined;

  constructor(
    { headers, method }: { readonly headers: IncomingHttpHeaders; readonly method: string },
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
  }

  /** Notes that the client has gone, so that nothing more is loaded for it. */
  loseClient(): void {
    this.clientGone = true;
    this.#giveUp('The client has closed the connection.');
  }

  /** Ends the request, because the gateway closes. */
  cutOff(): void {
    this.#giveUp('The gateway is closed.');
  }

  /**
   * Calls the listener once, when the client goes away or the deadline passes. Calls it at once if that
   * has happened.
   */
  onGivenUp(listener: (reason: TimeoutError) => void): void {
    if (this.#reason === undefined) this.#listeners.push(listener);
    else listener(this.#reason);
  }

  /** Returns a signal for the same event. It is created on demand, since most requests need none. */
  openSignal(): AbortSignal {
    const controller = new AbortController();
    this.onGivenUp((reason) => controller.abort(reason));
    return controller.signal;
  }

  /** Returns a stack that is disposed with the exchange. */
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

/** The part of a request's session that the server needs. */
export interface RequestSession {
  /** The number of statements that the request has taken part in. */
  readonly statements: number;
  /** The number of calls of the user's own code. */
  readonly ownCalls: number;
  /** Ends all loads that have not finished. They fail with `reason` and leave the queue. */
  abort(reason: Error): void;
}

/** The context of a request in every plugin. */
export interface RequestContext {
  readonly exchange: Exchange;
  readonly params: GraphQLParams;
}

/** Reads a proxy's id of the request if it is plain, so that both logs have the same id. */
function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}

function readHeader(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
