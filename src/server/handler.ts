import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GivenViewer } from '../rules/viewer/viewer-definition.ts';
import { isWithin } from '../std/is-within.ts';
import { remember } from '../std/remember.ts';
import { type HttpAnswer, answerResult } from './answer.ts';
import { ClientError } from './client-error.ts';
import { corsHeaders } from './cors.ts';
import { buildCutValues } from './cut-values.ts';
import { Exchange } from './exchange.ts';
import { FetchRequest } from './fetch-request.ts';
import type { Graphiql, GraphiqlOptions } from './graphiql-page.ts';
import { buildHealth, type Processes } from './health.ts';
import type { HttpRequest } from './http-request.ts';
import { buildLogExchange, type LoggedRequest } from './log-exchange.ts';
import type { Metrics } from './metrics.ts';
import { acceptsHtml } from './negotiate.ts';
import { type FrameworkRequest, NodeRequest } from './node-request.ts';
import { type OperationResult, Operations, type OperationsOptions, overloadedMessage } from './operations.ts';
import { buildReadClient, type ReadClient } from './read-client.ts';
import { readTargetPath } from './read-target-path.ts';
import { Readiness } from './readiness.ts';
import { defaultEndpoint, refuseHosts, refuseMethod, refusePath, refuseRoute } from './refuse-route.ts';
import { RunningRequests } from './running-requests.ts';
import { UnreadAnswers } from './unread-answers.ts';

/** The parts of the gateway's handler. */
export interface HandlerOptions extends OperationsOptions {
  /** Rejects with the reason if the database cannot be reached. */
  readonly ready: () => Promise<void>;
  /** The number of processes that serve, if there are several. */
  readonly processes?: (() => Processes) | undefined;
  readonly metrics?: Metrics | undefined;
  /** The first queries in GraphiQL, one per tab. */
  readonly examples?: readonly string[];
  /** The path of GraphQL as clients see it. */
  readonly endpoint?: string | undefined;
}

/** A document to execute in process. */
export interface ExecuteRequest {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /**
   * The viewer: its values by their names and `roles`, as `viewer.read` returns it, or as own code has it.
   * Null, or absent, if it is anonymous.
   */
  readonly viewer?: GivenViewer;
  /** Gives the request up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Adds the statements that ran to the extensions of the result. */
  readonly trace?: boolean | undefined;
}

/**
 * Answers requests: GraphQL, GraphiQL, probes and metrics. The rules of HTTP apply here, before the ways
 * through Yoga, and those of GraphQL in `Operations`.
 */
export class Handler implements AsyncDisposable {
  readonly #options: HandlerOptions;
  readonly #endpoint: string;
  readonly #opened = new AsyncDisposableStack();
  readonly #shutdown = new AbortController();
  readonly #operations: Operations;
  readonly #unread: UnreadAnswers;
  readonly #probes: ReadonlyMap<string, () => Promise<HttpAnswer>>;
  readonly #running = new RunningRequests();
  readonly #graphiql: () => Promise<Graphiql>;
  readonly #readClient: ReadClient;
  readonly #logExchange: (exchange: Exchange, request: LoggedRequest) => void;
  #closesConnections = false;
  #isClosed = false;

  constructor(options: HandlerOptions) {
    const { config, log, metrics, processes, endpoint = defaultEndpoint, examples = [] } = options;
    this.#options = options;
    this.#endpoint = endpoint;
    this.#operations = this.#opened.use(new Operations(options));
    this.#unread = this.#opened.use(new UnreadAnswers({ ...config, log }));
    this.#probes = new Map([
      ...buildHealth({
        readiness: this.#opened.use(new Readiness(options)),
        shutdown: this.#shutdown.signal,
        isOverloaded: () => this.#operations.isOverloaded,
        processes,
      }),
      ...(metrics ? [['/metrics', metrics.answer] as const] : []),
    ]);
    this.#graphiql = remember(() => loadGraphiql({ examples, trace: config.trace, endpoint }));
    this.#readClient = buildReadClient(config.trustedProxies);
    this.#logExchange = buildLogExchange(log, buildCutValues(options.schema));
  }

  /** Answers a request of node:http. Never throws. */
  handle(
    request: FrameworkRequest | IncomingMessage,
    response: ServerResponse,
    path = readTargetPath(request.url),
  ): void {
    this.#answer(new NodeRequest(request, response, path, this.#unread));
  }

  /** Answers a request of the Fetch API. */
  fetch(request: Request, path: string): Promise<Response> {
    const given = new FetchRequest(request, path);
    this.#answer(given);
    return given.response;
  }

  /** Executes a document for this process, under the rules for any request. Never rejects. */
  async execute({ document, signal, trace = false, ...rest }: ExecuteRequest): Promise<OperationResult> {
    const { requestTimeoutMs } = this.#options.config;
    const headers = trace ? { 'gather-trace': '1' } : {};
    using exchange = new Exchange({ method: 'execute', headers }, { requestTimeoutMs, trace });
    if (this.#isClosed) return { errors: [closedError.toJSON()] };
    using _running = this.#running.add(exchange);
    const leave = (): void => exchange.loseClient();
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
    const { variables, operationName, viewer } = rest;
    const params = { query: document, variables, operationName };
    const result = await this.#operations.execute(params, exchange, viewer);
    signal?.removeEventListener('abort', leave);
    const { codes, messages } = exchange;
    this.#note(exchange, { path: undefined, client: undefined, answer: { status: 200, codes, messages } });
    return result;
  }

  /** Makes connections close with their next answer. */
  closeConnections(): void {
    this.#closesConnections = true;
  }

  /** Makes `/health/ready` answer 503, and connections close with their next answer. */
  startShutdown(): void {
    this.closeConnections();
    this.#shutdown.abort();
  }

  /** Logs the requests without an answer, which are about to be cut off. */
  reportCutOff(): void {
    this.#options.log.warn(
      { requests: this.#running.size, operations: this.#running.operations() },
      'Stopping: requests that had not ended were cut off',
    );
  }

  /**
   * Refuses further requests and waits for the running ones. Resolves to `false` if some were cut off at
   * the deadline.
   */
  async close(timeoutMs: number): Promise<boolean> {
    this.#isClosed = true;
    this.startShutdown();
    if (await isWithin(timeoutMs, this.#running.ended())) return true;
    this.reportCutOff();
    this.#running.cutOff();
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.startShutdown();
    await this.#opened.disposeAsync();
  }

  #answer(request: HttpRequest): void {
    const destroy = (error: unknown): void => {
      this.#options.log.error({ error }, 'An answer could not be written');
      request.destroy(error);
    };
    try {
      this.#route(request).catch(destroy);
    } catch (error) {
      destroy(error);
    }
  }

  /** Chooses who answers a request, without a promise of its own. */
  #route(request: HttpRequest): Promise<void> {
    const { path } = request;
    const probe = this.#probes.get(path);
    const refused = refuseHosts(request) ?? (this.#isClosed ? closed : undefined);
    if (refused) return request.write(refused, this.#commonHeaders(request));
    if (probe) return this.#answerProbe(request, probe);
    if (path === '/graphql' && !(this.#operations.hasRoom() && this.#unread.makeRoom(0)))
      return this.#refuseLoad(request);
    return this.#serve(request);
  }

  async #answerProbe(request: HttpRequest, probe: () => Promise<HttpAnswer>): Promise<void> {
    const { method } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    const answer = isRead ? await probe() : refuseMethod('GET or HEAD', method);
    await request.write(answer, this.#commonHeaders(request));
  }

  /**
   * Refuses a request because of overload. This costs a tenth of the cheapest request, so that refusals
   * leave time for other requests.
   */
  async #refuseLoad(request: HttpRequest): Promise<void> {
    const startedAt = performance.now();
    await request.write(overloaded, this.#commonHeaders(request));
    const { metrics } = this.#options;
    metrics?.note({ startedAt, operationType: undefined, clientGone: false, retries: 0 }, overloaded);
  }

  async #serve(request: HttpRequest): Promise<void> {
    using exchange = new Exchange(request, this.#options.config);
    request.onGone(() => exchange.loseClient());
    const client = request.readClient(this.#readClient); // which a connection that is closed does not tell any more
    using _running = this.#running.add(exchange);
    const made = await this.#make(request, exchange);
    const answer = this.#replaceUnread(made, exchange);
    await request.write(answer, { 'x-request-id': exchange.id, ...this.#commonHeaders(request) });
    this.#note(exchange, { path: request.path, answer, client });
  }

  #make(request: HttpRequest, exchange: Exchange): Promise<HttpAnswer> | HttpAnswer {
    const { path, headers } = request;
    if (this.#isForGraphiql(request)) {
      const page = this.#graphiql().then((graphiql) => graphiql(path, headers) ?? refusePath(this.#endpoint));
      return page.catch((error: unknown) => this.#operations.refuse(error, exchange, headers.accept));
    }
    return refuseRoute(request, this.#endpoint) ?? this.#operations.answer(request, exchange);
  }

  #isForGraphiql({ method, path, headers }: HttpRequest): boolean {
    if (!this.#options.config.graphiql || method !== 'GET') return false;
    return path.startsWith('/graphql/') || (path === '/graphql' && acceptsHtml(headers.accept));
  }

  /**
   * Replaces an answer for which there is no room among the unread ones. The answer of a mutation is
   * kept, since its writes have happened.
   */
  #replaceUnread(made: HttpAnswer, { operationType }: Exchange): HttpAnswer {
    const { body, release } = made;
    if (operationType === 'mutation' || !Buffer.isBuffer(body) || this.#unread.makeRoom(body.length))
      return made;
    release?.();
    return overloaded;
  }

  /**
   * Builds the headers of every answer when it is written, since a shutdown may have begun after the
   * request.
   */
  #commonHeaders({ headers }: HttpRequest): Record<string, string> {
    return {
      ...corsHeaders(headers, this.#options.config.corsOrigins),
      ...(this.#closesConnections || headers.expect !== undefined ? { connection: 'close' } : undefined),
    };
  }

  #note(exchange: Exchange, request: LoggedRequest): void {
    this.#logExchange(exchange, request);
    this.#options.metrics?.note(exchange, request.answer);
  }
}

const overloaded = answerResult(
  { errors: [new ClientError('OVERLOADED', overloadedMessage)] },
  'application/json',
);

const closedError = new ClientError('OVERLOADED', 'The gateway is closed.');
const closed = answerResult({ errors: [closedError] }, 'application/json');

/** Loads GraphiQL on demand. Loading it at start would take a third of the time of a start. */
async function loadGraphiql(options: GraphiqlOptions): Promise<Graphiql> {
  const { buildGraphiql } = await import('./graphiql-page.ts');
  return await buildGraphiql(options);
}
