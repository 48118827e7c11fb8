import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { OverloadedError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Log } from '../log.ts';
import { Bag } from '../std/bag.ts';
import { remember } from '../std/remember.ts';
import { watchEventLoop } from '../std/watch-event-loop.ts';
import { type HttpAnswer, answerResult } from './answer.ts';
import { checkPreflight } from './check-preflight.ts';
import { ClientError, toClientError } from './client-error.ts';
import { convertError } from './convert-error.ts';
import { corsHeaders } from './cors.ts';
import { Exchange, type RequestContext } from './exchange.ts';
import type { Graphiql, GraphiqlOptions } from './graphiql-page.ts';
import { buildHealth, type Processes } from './health.ts';
import { LoadGuard, type LoadGuardOptions } from './load-guard.ts';
import { buildCutValues } from './cut-values.ts';
import { buildLogExchange } from './log-exchange.ts';
import { buildReadClient } from './read-client.ts';
import type { Metrics } from './metrics.ts';
import { acceptsHtml, type Negotiated, negotiate } from './negotiate.ts';
import { compiledExecution } from './layers/compiled-execution.ts';
import { deadline } from './layers/deadline.ts';
import { codedErrors } from './layers/coded-errors.ts';
import { trace } from './layers/trace.ts';
import { type Transact, inTransaction } from './layers/in-transaction.ts';
import { useDocuments } from './plugins/use-documents.ts';
import { useExecution } from './plugins/use-execution.ts';
import { type OpenSession, useSession } from './plugins/use-session.ts';
import { Readiness } from './readiness.ts';
import { readGiven, readParams } from './read-params.ts';
import { readTargetPath } from './read-target-path.ts';
import { refuseHosts, refuseMethod, refusePath, refuseRoute } from './refuse-route.ts';
import { type Enveloped, takeFastPath } from './fast-path.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { writeAnswer } from './write-answer.ts';
import { takeYogaPath, useYogaPath, type Yoga } from './yoga-path.ts';

/** The parts of the gateway's HTTP server. */
export interface HandlerOptions {
  readonly schema: GraphQLSchema;
  readonly config: Config;
  readonly log: Log;
  readonly events: Events;
  readonly openSession: OpenSession;
  /** Runs a mutation. */
  readonly transact: Transact;
  /** Rejects with the reason if the database cannot be reached. */
  readonly ready: () => Promise<void>;
  /** The number of processes that serve, if there are several. */
  readonly processes?: (() => Processes) | undefined;
  readonly metrics?: Metrics | undefined;
  /** Measures the delay of the event loop. Defaults to that of this process. */
  readonly watchEventLoop?: LoadGuardOptions['watchEventLoop'];
  /** The first queries in GraphiQL, one per tab. */
  readonly examples?: readonly string[];
  /** Answers every request through Yoga, to compare both ways in tests. */
  readonly yogaPathOnly?: boolean;
}

/** A handler of HTTP requests: GraphQL, GraphiQL, probes and metrics. */
export interface Handler extends AsyncDisposable {
  /** Answers a request. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Makes `/health/ready` answer 503, and connections close with their next answer. */
  startShutdown(): void;
  /** Logs the requests without an answer, which are about to be cut off. */
  reportCutOff(): void;
}

/**
 * Builds the handler. The rules of HTTP apply before the two ways through Yoga. The rules of GraphQL are
 * plugins in the list below, and so apply to both.
 */
export function buildHandler(options: HandlerOptions): Handler {
  const { config, log, metrics } = options;
  const opened = new DisposableStack();
  const shutdown = new AbortController();
  const unread = opened.use(new UnreadAnswers({ ...config, log }));
  const guard = opened.use(new LoadGuard({ watchEventLoop, ...config, ...options }));
  const probes = new Map([
    ...buildHealth({
      readiness: opened.use(new Readiness(options)),
      shutdown: shutdown.signal,
      isOverloaded: () => guard.isOverloaded,
      processes: options.processes,
    }),
    ...(metrics ? [['/metrics', metrics.answer] as const] : []),
  ]);
  const running = new Bag<Exchange>();
  const graphiql = remember(() => loadGraphiql({ examples: options.examples ?? [], trace: config.trace }));
  const yoga = buildYoga(options);
  const readClient = buildReadClient(config.trustedProxies);
  const logExchange = buildLogExchange(log, buildCutValues(options.schema));

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    exchange: Exchange,
  ): Promise<HttpAnswer> {
    const form = negotiate(request.headers.accept);
    try {
      if (isForGraphiql(request, path)) return (await graphiql())(path, request.headers) ?? refusePath();
      if (form === undefined) throw notAcceptable(request.headers.accept);
      if (request.method === 'GET') checkPreflight(request.headers, config.production);
      const given = await readGiven(request, response, config);
      // It does not enter earlier, so that a client that sends its body slowly takes no room from others.
      using admission = guard.enter();
      if (admission === undefined) throw new OverloadedError(overloadedMessage);
      const context = { exchange, params: readParams(given, config) };
      if (form === 'stream' || options.yogaPathOnly === true)
        return await takeYogaPath(yoga, request, context);
      const enveloped = yoga.getEnveloped(context) as Enveloped; // typed loosely by Yoga, run by it just so
      return await takeFastPath(enveloped, context, form);
    } catch (error) {
      return refuse(error, form, exchange, log);
    }
  }

  function isForGraphiql({ method, headers }: IncomingMessage, path: string): boolean {
    if (!config.graphiql || method !== 'GET') return false;
    return path.startsWith('/graphql/') || (path === '/graphql' && acceptsHtml(headers.accept));
  }

  async function serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    using exchange = new Exchange(request, response, config);
    const client = readClient(request); // which a connection that is closed does not tell any more
    using _running = running.add(exchange);
    const refused = isForGraphiql(request, path) ? undefined : refuseRoute(request, path);
    const made = refused ?? (await answer(request, response, path, exchange));
    const given = replaceUnread(made, exchange);
    await writeAnswer(response, given, { 'x-request-id': exchange.id, ...commonHeaders(request) }, unread);
    logExchange(exchange, { path, answer: given, client });
    metrics?.note(exchange, given);
  }

  /**
   * Replaces an answer for which there is no room among the unread ones. The answer of a mutation is
   * kept, since its writes have happened.
   */
  function replaceUnread(made: HttpAnswer, { operationType }: Exchange): HttpAnswer {
    const { body, release } = made;
    if (operationType === 'mutation' || !Buffer.isBuffer(body) || unread.makeRoom(body.length)) return made;
    release?.();
    return overloaded;
  }

  /**
   * Refuses a request because of overload. This costs a tenth of the cheapest request, so that refusals
   * leave time for other requests.
   */
  async function refuseLoad(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    await writeAnswer(response, overloaded, commonHeaders(request), unread);
    metrics?.note({ startedAt, operationType: undefined, clientGone: false, retries: 0 }, overloaded);
  }

  /**
   * Builds the headers of every answer when it is written, since a shutdown may have begun after the
   * request.
   */
  function commonHeaders({ headers }: IncomingMessage): Record<string, string> {
    return {
      ...corsHeaders(headers, config.corsOrigins),
      ...(shutdown.signal.aborted || headers.expect !== undefined ? { connection: 'close' } : undefined),
    };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = readTargetPath(request.url);
    const { method = 'GET' } = request;
    const probe = probes.get(path);
    let early = refuseHosts(request);
    if (probe && !early)
      early = method === 'GET' || method === 'HEAD' ? await probe() : refuseMethod('GET or HEAD', method);
    if (early) await writeAnswer(response, early, commonHeaders(request), unread);
    else if (path === '/graphql' && !(guard.hasRoom() && unread.makeRoom(0)))
      await refuseLoad(request, response);
    else await serve(request, response, path);
  }

  return {
    handle(request, response) {
      handle(request, response).catch((error: unknown) => {
        log.error({ error }, 'An answer could not be written');
        response.destroy();
      });
    },
    startShutdown: () => shutdown.abort(),
    reportCutOff() {
      const operations = [...running].map(
        ({ operationName, operationType }) => operationName ?? operationType,
      );
      log.warn(
        { requests: running.size, operations: operations.slice(0, operationsTold) },
        'Stopping: requests that had not ended were cut off',
      );
    },
    async [Symbol.asyncDispose]() {
      shutdown.abort();
      opened.dispose();
      await yoga.dispose();
    },
  };
}

/** The number of cut-off requests that the log names. */
const operationsTold = 20;

const overloadedMessage = 'The gateway is overloaded; try again later.';
const overloaded = answerResult(
  { errors: [new ClientError('OVERLOADED', overloadedMessage)] },
  'application/json',
);

function buildYoga({ schema, config, log, events, openSession, transact }: HandlerOptions): Yoga {
  return createYoga<RequestContext>({
    schema,
    // The life of a request, in order.
    plugins: [
      useYogaPath(),
      useDocuments({ ...config, log }),
      useSession(openSession),
      useExecution([
        compiledExecution(schema, config),
        deadline(),
        inTransaction(transact), // around all that can fail: what has failed is rolled back
        trace(events),
        codedErrors({ log, errorsMax: config.errorsMax }), // outmost: it must see every error
      ]),
    ],
    // A fallback for errors outside of every step, below errorCodes.
    maskedErrors: {
      maskError: (error) =>
        toClientError(error, 'execute', () => log.error({ error }, 'A request failed unexpectedly')),
    },
    // The handler does these before both ways, or nothing does.
    graphqlEndpoint: '/graphql',
    parserAndValidationCache: false,
    maxRequestBodySize: false,
    landingPage: false,
    graphiql: false,
    multipart: false,
    batching: false,
    cors: false,
    logging: false,
  });
}

/** Loads GraphiQL on demand. Loading it at start would take a third of the time of a start. */
async function loadGraphiql(options: GraphiqlOptions): Promise<Graphiql> {
  const { buildGraphiql } = await import('./graphiql-page.ts');
  return await buildGraphiql(options);
}

function notAcceptable(accept: string | undefined): ClientError {
  return new ClientError(
    'BAD_REQUEST',
    `Expected to answer application/graphql-response+json or application/json, which ${JSON.stringify((accept ?? '').slice(0, 100))} does not accept.`,
    { status: 406 },
  );
}

function refuse(error: unknown, form: Negotiated, exchange: Exchange, log: Log): HttpAnswer {
  const shown = convertError(error, 'execute', exchange, log);
  return answerResult(
    { errors: [shown] },
    form === undefined || form === 'stream' ? 'application/json' : form,
  );
}
