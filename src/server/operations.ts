import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { OverloadedError } from '../errors.ts';
import { JsonBytes } from '../std/json-bytes.ts';
import { pacer } from '../std/pacer.ts';
import { watchEventLoop } from '../std/watch-event-loop.ts';
import { type HttpAnswer, answerResult, readCodes, readMessages } from './answer.ts';
import { buildYoga, type YogaOptions } from './build-yoga.ts';
import { checkPreflight } from './check-preflight.ts';
import { ClientError } from './client-error.ts';
import { convertError } from './convert-error.ts';
import type { Exchange, GraphQLParams, RequestContext } from './exchange.ts';
import type { HttpRequest } from './http-request.ts';
import { LoadGuard, type LoadGuardOptions } from './load-guard.ts';
import { negotiate } from './negotiate.ts';
import { checkDepth, readGiven, readParams } from './read-params.ts';
import { type Enveloped, runOperation } from './run-operation.ts';
import { refuseCredentials } from './viewer/refuse-viewer.ts';
import type { Viewers } from './viewer/viewers.ts';
import { takeYogaPath, type Yoga } from './yoga-path.ts';

/** The characters of a body whose parsing leaves no time for other work in a turn of the event loop. */
const largeBody = 100_000;

/** The options of operations. */
export interface OperationsOptions extends YogaOptions {
  /** Measures the delay of the event loop. Defaults to that of this process. */
  readonly watchEventLoop?: LoadGuardOptions['watchEventLoop'];
  /** Finds the viewers of requests. Without it, all requests are anonymous. */
  readonly viewers?: Viewers | undefined;
  /** Answers every request through Yoga, to compare both ways in tests. */
  readonly yogaPathOnly?: boolean;
}

/** The result of an operation that was executed in process, as plain values. */
export interface OperationResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The message of a request that is refused because of overload. */
export const overloadedMessage = 'The gateway is overloaded; try again later.';

/** Runs operations under the rules of GraphQL, as long as the process keeps up. */
export class Operations implements AsyncDisposable {
  readonly #options: OperationsOptions;
  readonly #guard: LoadGuard;
  readonly #yoga: Yoga;

  constructor(options: OperationsOptions) {
    this.#options = options;
    this.#guard = new LoadGuard({ watchEventLoop, ...options.config, ...options });
    this.#yoga = buildYoga(options);
  }

  /** Checks if requests are refused because of overload. */
  get isOverloaded(): boolean {
    return this.#guard.isOverloaded;
  }

  /** Checks if another request may begin. Counts it as refused if not. */
  hasRoom(): boolean {
    return this.#guard.hasRoom();
  }

  /** Answers a request over HTTP. Never rejects. */
  async answer(request: HttpRequest, exchange: Exchange): Promise<HttpAnswer> {
    const { config, viewers, yogaPathOnly } = this.#options;
    const { accept } = request.headers;
    const form = negotiate(accept);
    try {
      // It comes first, so that a request without valid credentials learns nothing and costs little.
      if (viewers !== undefined) exchange.viewer = await viewers.read(request, exchange);
      if (form === undefined) throw notAcceptable(accept);
      if (request.method === 'GET') checkPreflight(request.headers, config.production);
      const given = await readGiven(request, config);
      // It does not enter earlier, so that a client that sends its body slowly takes no room from others.
      using _admission = this.#enter();
      const context = { exchange, params: readParams(given, config) };
      // To parse a large body takes as long as a task may work in a turn.
      if ('body' in given && given.body.length > largeBody) await pacer.pause();
      if (form === 'stream' || yogaPathOnly === true) return await takeYogaPath(this.#yoga, request, context);
      return answerResult(await this.#run(context), form);
    } catch (error) {
      return this.refuse(error, exchange, accept);
    }
  }

  /** Answers with an error, in the form that the client accepts. */
  refuse(error: unknown, exchange: Exchange, accept: string | undefined): HttpAnswer {
    const form = negotiate(accept);
    return answerResult(
      { errors: [convertError(error, 'execute', exchange, this.#options.log)] },
      form === undefined || form === 'stream' ? 'application/json' : form,
    );
  }

  /** Executes a document for this process. Never rejects. */
  async execute(params: GraphQLParams, exchange: Exchange, viewer?: unknown): Promise<OperationResult> {
    const { config, log, viewers } = this.#options;
    let result: ExecutionResult;
    try {
      if (viewers !== undefined) exchange.viewer = viewers.readGiven(viewer);
      else if (viewer !== undefined && viewer !== null) throw refuseCredentials(noDefinition);
      using _admission = this.#enter();
      checkDepth(params.variables, config.variablesMaxDepth);
      result = await this.#run({ exchange, params });
    } catch (error) {
      result = { errors: [convertError(error, 'execute', exchange, log)] };
    }
    const { errors = [] } = result;
    exchange.codes = readCodes(errors);
    if (errors.length > 0) exchange.messages = readMessages(errors);
    return toPlain(result);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#guard[Symbol.dispose]();
    await this.#yoga.dispose();
  }

  #enter(): Disposable {
    const admission = this.#guard.enter();
    if (admission === undefined) throw new OverloadedError(overloadedMessage);
    return admission;
  }

  #run(context: RequestContext): Promise<ExecutionResult> {
    const enveloped = this.#yoga.getEnveloped(context) as Enveloped; // typed loosely by Yoga, run by it just so
    return runOperation(enveloped, context);
  }
}

const noDefinition = 'viewer: expected none, since the configuration defines no viewer.';

function notAcceptable(accept: string | undefined): ClientError {
  return new ClientError(
    'BAD_REQUEST',
    `Expected to answer application/graphql-response+json or application/json, which ${JSON.stringify((accept ?? '').slice(0, 100))} does not accept.`,
    { status: 406 },
  );
}

/** Turns a result into plain values. Its data may be JSON already, and its errors are objects of a class. */
function toPlain({ data, errors, extensions }: ExecutionResult): OperationResult {
  const values = data instanceof JsonBytes ? data.toJSON() : data;
  if (data instanceof JsonBytes) data.release();
  return {
    ...(errors === undefined || errors.length === 0
      ? undefined
      : { errors: errors.map((error) => error.toJSON()) }),
    ...(data === undefined ? undefined : { data: values as OperationResult['data'] & object }), // the data of an operation
    ...(extensions === undefined ? undefined : { extensions }),
  };
}
