import { readFile } from 'node:fs/promises';
import { closingMs, type Config } from './config.ts';
import { openDatabase } from './database/open-database.ts';
import { Events } from './events.ts';
import { Coalescer } from './loaders/coalescer.ts';
import { ScopedLoads } from './loaders/scoped-loads.ts';
import { lendFromPool } from './loaders/lend-from-pool.ts';
import { Session } from './loaders/session.ts';
import { transact } from './loaders/transact.ts';
import { ForbiddenError } from './errors.ts';
import type { Log } from './log.ts';
import type { Row } from './model/load.ts';
import type { Models } from './model/model.ts';
import type { OwnOptions } from './own/builders.ts';
import { OwnThreads } from './own/own-threads.ts';
import { readOwnPrisma } from './own/read-own-prisma.ts';
import { loadOneRow, type OneRow } from './execution/load/load-one-row.ts';
import { readModel } from './prisma-schema/read-model.ts';
import { prepareGateway } from './prepare-gateway.ts';
import { readCondition } from './resolvers/read-filter.ts';
import { noRules, openProtection, type ProtectionOptions } from './rules/protection.ts';
import { readViewerSource } from './rules/viewer/read-viewer-source.ts';
import type { ViewerDefinition } from './rules/viewer/viewer-definition.ts';
import { buildSchema } from './schema/build-schema.ts';
import { writeExamples } from './schema/example-query.ts';
import { extendSchema } from './schema/own/extend-schema.ts';
import { leaveComputedOut } from './schema/leave-computed-out.ts';
import { Handler } from './server/handler.ts';
import type { Processes } from './server/health.ts';
import { logMissingIndexes } from './server/log-missing-indexes.ts';
import { logNotices } from './server/log-notices.ts';
import { openMetrics, type ShareMetrics } from './server/metrics.ts';
import { type CloseOptions, openServer } from './server/open-server.ts';
import { openViewers } from './server/viewer/open-viewers.ts';

/** The parts of a gateway besides its settings. */
export interface GatewayOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly models: Models;
  readonly log: Log;
  /**
   * Prepares the database, for example by migrations. The gateway is not ready before it has finished.
   */
  readonly prepare?: () => Promise<void>;
  /** The number of processes that serve, if there are several. */
  readonly processes?: () => Processes;
  /**
   * `false` for every process except the one that reports differences between the tables and the model.
   */
  readonly isFirst?: boolean;
  /** The events to publish. Defaults to new ones. */
  readonly events?: Events;
  /** The definition of viewers. Without it, all requests are anonymous. */
  readonly viewer?: ViewerDefinition | undefined;
  /** The viewers and the rules. Without them, everybody sees everything. */
  readonly protection?: ProtectionOptions | undefined;
  /** Exchanges metrics with the other processes. */
  readonly shareMetrics?: ShareMetrics;
  /** The path of GraphQL as clients see it. Defaults to `/graphql`. */
  readonly endpoint?: string;
  /** The user's own types and fields. */
  readonly own?: OwnOptions | undefined;
}

/** A running gateway. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** Settles when the database is reached and prepared. Rejects if it never can be. */
  readonly prepared: Promise<void>;
  /** Ends the running requests. Resolves to `false` if some were cut off at the deadline. */
  readonly close: (options?: CloseOptions) => Promise<boolean>;
}

/** A gateway without a server. */
export interface Floors extends AsyncDisposable {
  readonly handler: Handler;
  readonly prepared: Promise<void>;
}

/** The file in which `prisma generate` stores the data model. */
export const modelFile = new URL('model/generated/model.json', import.meta.url);

/** Reads the data model of the bundled Prisma schema. */
export async function readGeneratedModel(): Promise<Models> {
  return readModel(JSON.parse(await readFile(modelFile, 'utf8')));
}

/**
 * Opens a gateway that listens on a port. It listens at once, and is ready once the database is reached.
 * If the database goes away, the gateway waits for it.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log } = options;
  await using opened = new AsyncDisposableStack();
  const { handler, prepared } = opened.use(await openFloors(options));
  const shutdownTimeoutMs = config.shutdownTimeoutMs - closingMs(config.shutdownTimeoutMs);
  const server = opened.use(await openServer({ handler, ...config, shutdownTimeoutMs }));
  log.info({ url: server.url }, 'Listening');

  const running = opened.move();
  return {
    url: server.url,
    prepared,
    close: (closing) => server.close(closing),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Opens the floors of a gateway in order: model → database → loaders → schema → handler. */
export async function openFloors(options: GatewayOptions): Promise<Floors> {
  const { config, databaseUrl, log, events = new Events() } = options;
  const protection = options.protection && openProtection(options.models, options.protection, readCondition);
  const { models } = protection ?? options;
  const source = readViewerSource(options.viewer, models, config);
  if (config.production && source === undefined && (options.isFirst ?? true)) log.warn(noViewer);
  await using opened = new AsyncDisposableStack();
  if (!config.production) opened.use(logMissingIndexes(events, log));
  opened.use(logNotices(events, log));
  const database = opened.use(
    openDatabase({ ...config, url: databaseUrl, writing: { ...config, models }, events }),
  );
  const { own } = options;
  const buildClient = own && readOwnPrisma(own);
  const prisma = buildClient && opened.use(await database.openPrismaClients(buildClient));
  const coalescer = new Coalescer(database, config, prisma && lendFromPool(prisma, events));
  const base = buildSchema(models, config);
  const host = { log, models, events, production: config.production };
  const threads = opened.use(new OwnThreads());
  const schema = own ? extendSchema(base, own, { ...config, models, host, threads }) : base;
  const metrics = config.metrics
    ? opened.use(await openMetrics({ gate: database.gate, events, share: options.shareMetrics }))
    : undefined;
  const checkTables = async (): Promise<void> => {
    await database.checkTables({ isReported: options.isFirst ?? true });
    leaveComputedOut(schema, await database.computedFields());
  };
  const { prepared, ready } = opened.use(prepareGateway({ ...options, database, checkTables }));
  const { loadMaxKeys, responseMaxBytes } = config;
  const loadRow = (lookup: OneRow): { readonly session: Session; readonly row: Promise<Row | null> } => {
    // Rules need the viewer, so they cannot apply to what it is found with.
    const limits = { loadMaxKeys, responseMaxBytes, traced: false };
    const session = new Session(new ScopedLoads(coalescer, noRules), limits);
    return { session, row: loadOneRow(session, lookup) };
  };
  const opening = source && opened.use(openViewers({ source, config, log, loadRow }));
  const handler = opened.use(
    new Handler({
      schema,
      config,
      log,
      events,
      processes: options.processes,
      metrics,
      endpoint: options.endpoint,
      examples: writeExamples(models, config),
      openSession: ({ traced, viewer = null }) => {
        const loads = new ScopedLoads(coalescer, protection?.stampFor(viewer) ?? noRules);
        return new Session(loads, { loadMaxKeys, responseMaxBytes, traced });
      },
      transact: async (given, work) => {
        if (protection) throw new ForbiddenError(closedWrites);
        return transact(database, { loadMaxKeys, responseMaxBytes, stamp: noRules, prisma, ...given }, work);
      },
      viewers: opening?.viewers,
      ready,
    }),
  );
  const running = opened.move();
  return { handler, prepared, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Rules do not guard writes yet, so none is made while there are rules. */
const closedWrites = 'Mutations are refused while rules are in force, because rules do not cover writes yet.';

/** The warning of a gateway in production that does not find out who sends a request. */
const noViewer = 'No viewer is defined, so the gateway answers everybody everything that the schema shows.';
