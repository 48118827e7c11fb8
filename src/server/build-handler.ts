import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type Answer, answerResult } from './answer.ts';
import { checkPreflight } from './check-preflight.ts';
import { ClientError, toClientError } from './client-error.ts';
import { convertError } from './convert-error.ts';
import { corsHeaders } from './cors.ts';
import { Exchange, type RequestContext } from './exchange.ts';
import { buildHealth, type Processes } from './health.ts';
import { logExchange } from './log-exchange.ts';
import type { Metrics } from './metrics.ts';
import { acceptsHtml, type Negotiated, negotiate } from './negotiate.ts';
import { compiledExecution } from './layers/compiled-execution.ts';
import { deadline } from './layers/deadline.ts';
import { errorCodes } from './layers/error-codes.ts';
import { trace } from './layers/trace.ts';
import { type Transact, transaction } from './layers/transaction.ts';
import { useDocuments } from './plugins/use-documents.ts';
import { useExecution } from './plugins/use-execution.ts';
import { type OpenSession, useSession } from './plugins/use-session.ts';
import { readParams } from './read-params.ts';
import { type Enveloped, takeShortRoad } from './short-road.ts';
import { writeAnswer } from './write-answer.ts';
import { takeYogaRoad, useYogaRoad, type Yoga } from './yoga-road.ts';

/** What the gateway's HTTP side is built of. */
export interface HandlerOptions {
  readonly schema: GraphQLSchema;
  readonly config: Config;
  readonly log: Log;
  readonly openSession: OpenSession;
  /** Runs a mutation. */
  readonly transact: Transact;
  /** Rejects with the reason when the database cannot be reached. */
  readonly ready: () => Promise<void>;
  /** How many processes serve, where there are several. */
  readonly processes?: (() => Processes) | undefined;
  readonly metrics?: Metrics | undefined;
  /** What GraphiQL shows first, a tab each. */
  readonly examples?: readonly string[];
  /** Sends every request on Yoga's own road, to hold the two against each other. */
  readonly yogaRoadOnly?: boolean;
}

/** Answers HTTP requests: GraphQL, GraphiQL, the probes and the metrics. */
export interface Handler extends AsyncDisposable {
  /** Answers a request; never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** From now on `/health/ready` says 503 and connections close with their answer. */
  startShutdown(): void;
}

/**
 * Builds the handler. Everything that HTTP decides stands before the two roads; everything that GraphQL decides
 * is a hook of the list below, and so holds on both.
 */
export function buildHandler(options: HandlerOptions): Handler {
  const { config, log, metrics } = options;
  const shutdown = new AbortController();
  const health = buildHealth({ ...options, shutdown: shutdown.signal });
  let graphiqlPage: Promise<Answer> | undefined; // nine megabytes, so not before somebody looks
  const yoga = buildYoga(options);

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
  ): Promise<Answer> {
    const refusal = refuseRoute(request);
    if (refusal) return refusal;
    if (config.graphiql && request.method === 'GET' && acceptsHtml(request.headers.accept)) {
      graphiqlPage ??= loadGraphiqlPage(options.examples ?? []);
      return graphiqlPage;
    }
    const form = negotiate(request.headers.accept);
    try {
      if (form === undefined) throw notAcceptable(request.headers.accept);
      if (request.method === 'GET') checkPreflight(request.headers, config.production);
      const context = { exchange, params: await readParams(request, response, config) };
      if (form === 'stream' || options.yogaRoadOnly === true)
        return await takeYogaRoad(yoga, request, context);
      const enveloped = yoga.getEnveloped(context) as Enveloped; // typed loosely by Yoga, run by it just so
      return await takeShortRoad(enveloped, context, form);
    } catch (error) {
      return refuse(error, form, exchange, log);
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = readPath(request.url);
    using exchange = new Exchange(request, response, config);
    const headers: Record<string, string> = {
      'x-request-id': exchange.id,
      ...corsHeaders(request.headers, config.corsOrigins),
      ...(shutdown.signal.aborted ? { connection: 'close' } : undefined),
    };
    const probe = health.answer(path) ?? metrics?.answer(path);
    const given = await (probe ?? answer(request, response, exchange));
    // An answer that was begun before a shutdown must not invite the next request.
    if (shutdown.signal.aborted) headers['connection'] = 'close';
    await writeAnswer(response, given, headers);
    if (probe) return;
    logExchange(log, exchange, path, given);
    metrics?.note(exchange, given);
  }

  return {
    handle(request, response) {
      serve(request, response).catch((error: unknown) => {
        log.error({ error }, 'an answer could not be written');
        response.destroy();
      });
    },
    startShutdown: () => shutdown.abort(),
    async [Symbol.asyncDispose]() {
      shutdown.abort();
      await yoga.dispose();
    },
  };
}

function buildYoga({ schema, config, log, openSession, transact }: HandlerOptions): Yoga {
  return createYoga<RequestContext>({
    schema,
    // The life of a request, in order.
    plugins: [
      useYogaRoad(),
      useDocuments({ ...config, log }),
      useSession(openSession),
      useExecution([
        compiledExecution(schema, config),
        deadline(),
        transaction(transact), // around all that can fail: what has failed is rolled back
        trace(),
        errorCodes({ log, errorsMax: config.errorsMax }), // outmost: it must see every error
      ]),
    ],
    // A net below errorCodes, for what is thrown outside of every step.
    maskedErrors: {
      maskError: (error) =>
        toClientError(error, 'execute', () => log.error({ error }, 'a request met a fault')),
    },
    // What the handler does before both roads, or nobody.
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

/** Its assets are read with their module, which would be a third of the time of a start. */
async function loadGraphiqlPage(examples: readonly string[]): Promise<Answer> {
  const { buildGraphiqlPage } = await import('./graphiql-page.ts');
  return buildGraphiqlPage({ examples });
}

/** Refuses what is not a GET or POST of `/graphql`; a browser at the root is sent there. */
function refuseRoute(request: IncomingMessage): Answer | undefined {
  const path = readPath(request.url);
  const { method = 'GET', headers } = request;
  if (path === '/' && method === 'GET' && acceptsHtml(headers.accept)) {
    return { status: 302, headers: { location: '/graphql' }, body: '', codes: [] };
  }
  if (path !== '/graphql')
    return answerRefusal(`Nothing is served at this path; GraphQL is at /graphql.`, 404);
  if (method === 'OPTIONS' && headers['access-control-request-method'] !== undefined) {
    return { status: 204, headers: {}, body: '', codes: [] };
  }
  if (method === 'GET' || method === 'POST') return undefined;
  return answerRefusal(`Expected GET or POST, got ${method}.`, 405, { allow: 'GET, POST' });
}

function answerRefusal(message: string, status: number, headers: Record<string, string> = {}): Answer {
  const error = new ClientError('BAD_REQUEST', message, { status, headers });
  return answerResult({ errors: [error] }, 'application/json');
}

function notAcceptable(accept: string | undefined): ClientError {
  return new ClientError(
    'BAD_REQUEST',
    `Expected to answer application/graphql-response+json or application/json, which "${(accept ?? '').slice(0, 100)}" does not accept.`,
    { status: 406 },
  );
}

function refuse(error: unknown, form: Negotiated, exchange: Exchange, log: Log): Answer {
  const shown = convertError(error, 'execute', exchange, log);
  return answerResult(
    { errors: [shown] },
    form === undefined || form === 'stream' ? 'application/json' : form,
  );
}

function readPath(url = '/'): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
