import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadModels } from './cli/load-models.ts';
import { readSettings } from './cli/read-settings.ts';
import { closingMs, type Config } from './config.ts';
import { openFloors } from './gateway.ts';
import { buildLog, type Log, openOutput } from './log.ts';
import type { OwnOptions } from './own/builders.ts';
import type { ExecuteRequest, Handler } from './server/handler.ts';
import { findMountedRoute, findRoute } from './server/mounted-path.ts';
import type { OperationResult } from './server/operations.ts';
import { readTargetPath } from './server/read-target-path.ts';
import { defaultEndpoint } from './server/refuse-route.ts';
import { isWithin } from './std/is-within.ts';
import { remember } from './std/remember.ts';
import type { ViewerDefinition } from './rules/viewer/viewer-definition.ts';
import { readUserConfig, type UserConfig } from './user-config.ts';

/** The configuration of a gateway that runs within another server. */
export type EmbeddedConfig = UserConfig &
  OwnOptions & {
    /** The definition of viewers: who sends a request. Without it, all requests are anonymous. */
    readonly viewer?: ViewerDefinition | undefined;
    /** The path of GraphQL, and of all below it. Defaults to `/graphql`. */
    readonly path?: string | undefined;
    /** Environment variables, which take precedence over the settings here. Nothing else is read of them. */
    readonly env?: Readonly<Record<string, string | undefined>> | undefined;
    /** The output of the log, a line of JSON each. Defaults to standard output. */
    readonly log?: { readonly write: (line: string) => unknown } | undefined;
  };

/** The options of `execute`. */
export type ExecuteOptions = Omit<ExecuteRequest, 'document'>;

/** The result of `execute`. */
export type ExecuteResult<Data> = Omit<OperationResult, 'data'> & { readonly data?: Data | null };

/** A gateway within another server. Its functions need no `this`. */
export interface EmbeddedGateway extends AsyncDisposable {
  /**
   * Answers a request of node:http. Within Express it passes requests for other paths to `next`. A body
   * that was read before is taken from `request.body`.
   */
  readonly handler: (
    request: IncomingMessage,
    response: ServerResponse,
    next?: (error?: unknown) => void,
  ) => void;
  /** Answers a request of the Fetch API, as Next.js, Hono and Bun have it. */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Executes a document in process. It takes part in the same batches as requests over HTTP, under the same
   * limits. Never rejects.
   */
  readonly execute: <Data = Record<string, unknown>>(
    document: string,
    options?: ExecuteOptions,
  ) => Promise<ExecuteResult<Data>>;
  /** Settles when the database is reached. Requests before that wait or fail with `DATABASE_UNAVAILABLE`. */
  readonly ready: Promise<void>;
  /**
   * Refuses further requests, waits for the running ones, and closes the connections to the database.
   * Resolves to `false` if requests were cut off at `shutdownTimeoutMs`.
   */
  readonly close: () => Promise<boolean>;
}

/**
 * Creates a gateway for a server that exists already. It does not wait for the database, never alters it,
 * and reads no environment besides `env`.
 * @throws ConfigError with all faults of the configuration, ModelError with those of the schema.
 */
export async function createGateway(given: EmbeddedConfig): Promise<EmbeddedGateway> {
  const { config, databaseUrl, env, endpoint } = await readEmbeddedConfig(given);
  await using opened = new AsyncDisposableStack();
  const log = openLog(given, config, opened);
  const host = { env, stop: new AbortController().signal };
  const { models } = await loadModels(config, host, (message) => log.info(message));
  for (const warning of models.warnings) log.warn(warning);
  const { handler, prepared } = opened.use(
    await openFloors({ config, databaseUrl, models, log, endpoint, own: given, viewer: given.viewer }),
  );
  const running = opened.move();
  const close = remember(() => closeWithin(handler, running, config));
  return {
    handler: (request, response, next) => handleMounted(handler, endpoint, [request, response, next]),
    fetch: (request) => handler.fetch(request, routeOf(readTargetPath(request.url), endpoint)),
    execute: <Data>(document: string, options: ExecuteOptions = {}) =>
      handler.execute({ ...options, document }) as Promise<ExecuteResult<Data>>, // the caller knows its document
    ready: prepared,
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
}

interface ReadConfig {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly env: NonNullable<EmbeddedConfig['env']>;
  readonly endpoint: string;
}

async function readEmbeddedConfig(embedded: EmbeddedConfig): Promise<ReadConfig> {
  const { path = defaultEndpoint, env = {}, log } = embedded;
  const { given, faults: found } = readUserConfig(embedded, ['path', 'env', 'log', 'folder']);
  const faults = found.map(({ name, message }) => `${name}: ${message}`);
  if (!/^\/(?:[^\s?#]*[^\s?#/])?$/.test(path))
    faults.push(`path: expected a path such as /graphql, got ${JSON.stringify(path)}`);
  if (log !== undefined && typeof log?.write !== 'function')
    faults.push('log: expected an object with a function write');
  const config = await readSettings({ env }, { database: 'given' }, { given, faults });
  const { databaseUrl } = config;
  if (databaseUrl === undefined) throw new Error('Expected a URL where the settings have no fault.');
  return { config, databaseUrl, env, endpoint: path };
}

function openLog({ log: destination }: EmbeddedConfig, config: Config, opened: AsyncDisposableStack): Log {
  if (destination !== undefined) {
    return buildLog({
      level: config.logLevel,
      destination: { write: (line) => void destination.write(line) },
    });
  }
  const output = openOutput({ isShared: false, maxBytes: config.logMaxBytes });
  opened.defer(() => output.end());
  return buildLog({ level: config.logLevel, destination: output });
}

function handleMounted(
  handler: Handler,
  endpoint: string,
  [request, response, next]: Parameters<EmbeddedGateway['handler']>,
): void {
  const route = findMountedRoute(request, endpoint);
  if (route === undefined && next !== undefined) next();
  else handler.handle(request, response, route ?? nowhere);
}

function routeOf(path: string, endpoint: string): string {
  return findRoute(path, endpoint) ?? nowhere;
}

/** A route that is never served. */
const nowhere = '';

async function closeWithin(
  handler: Handler,
  opened: AsyncDisposableStack,
  { shutdownTimeoutMs }: Config,
): Promise<boolean> {
  const closing = closingMs(shutdownTimeoutMs);
  const drained = await handler.close(shutdownTimeoutMs - closing);
  await isWithin(closing, opened.disposeAsync());
  return drained;
}
