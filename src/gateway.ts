import { readFile } from 'node:fs/promises';
import { closingMs, type Config } from './config.ts';
import { openDatabase } from './database/open-database.ts';
import { waitForDatabase } from './database/connection/wait-for-database.ts';
import { waitForTables } from './database/connection/wait-for-tables.ts';
import { Events } from './events.ts';
import { Coalescer } from './loaders/coalescer.ts';
import { Session } from './loaders/session.ts';
import { transact } from './loaders/transact.ts';
import type { Log } from './log.ts';
import type { Models } from './model/model.ts';
import { readModel } from './prisma-schema/read-model.ts';
import { buildSchema } from './schema/build-schema.ts';
import { writeExampleMutation, writeExampleQuery } from './schema/example-query.ts';
import { leaveComputedOut } from './schema/leave-computed-out.ts';
import { buildHandler } from './server/build-handler.ts';
import type { Processes } from './server/health.ts';
import { logMissingIndexes } from './server/log-missing-indexes.ts';
import { logNotices } from './server/log-notices.ts';
import { openMetrics, type ShareMetrics } from './server/metrics.ts';
import { openServer } from './server/open-server.ts';

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
  /** Exchanges metrics with the other processes. */
  readonly shareMetrics?: ShareMetrics;
}

/** A running gateway. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** Settles when the database is reached and prepared. Rejects if it never can be. */
  readonly prepared: Promise<void>;
  /** Ends the running requests. Resolves to `false` if some were cut off at the deadline. */
  readonly close: () => Promise<boolean>;
}

/** The file in which `prisma generate` stores the data model. */
export const modelFile = new URL('model/generated/model.json', import.meta.url);

/** Reads the data model of the bundled Prisma schema. */
export async function readGeneratedModel(): Promise<Models> {
  return readModel(JSON.parse(await readFile(modelFile, 'utf8')));
}

/**
 * Opens a gateway: model → database → loaders → schema → server. It listens at once, and is ready once
 * the database is reached. If the database goes away, the gateway waits for it.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, databaseUrl, models, log, isFirst = true, events = new Events() } = options;
  await using opened = new AsyncDisposableStack();

  if (!config.production) opened.use(logMissingIndexes(events, log));
  opened.use(logNotices(events, log));
  const database = opened.use(
    openDatabase({ ...config, url: databaseUrl, writing: { ...config, models }, events }),
  );
  const coalescer = new Coalescer(database, config);
  const schema = buildSchema(models, config);

  const metrics = config.metrics
    ? opened.use(await openMetrics({ gate: database.gate, events, share: options.shareMetrics }))
    : undefined;
  const closing = new AbortController();
  opened.defer(() => closing.abort());
  const { signal } = closing;
  // Migrations may take minutes, and a probe must get its answer at once.
  let unprepared: Error | undefined = new Error('the database is being prepared');
  const prepareOnce = async (): Promise<void> => {
    await waitForDatabase(
      async () => {
        await database.ready();
        await options.prepare?.();
      },
      log,
      signal,
    );
    await waitForTables({
      checkTables: async () => {
        await database.checkTables({ isReported: isFirst });
        leaveComputedOut(schema, await database.computedFields());
      },
      wanted: models.all.map(({ table }) => table),
      advice: adviseOnTables(config),
      onMissing: (error) => (unprepared = error),
      log: isFirst ? log : undefined,
      signal,
    });
    unprepared = undefined;
  };
  const prepared = prepareOnce();
  prepared.catch(() => undefined);
  const { loadMaxKeys, responseMaxBytes } = config;
  const handler = opened.use(
    buildHandler({
      schema,
      config,
      log,
      events,
      processes: options.processes,
      metrics,
      examples: [
        writeExampleQuery(models),
        config.mutations ? writeExampleMutation(models) : undefined,
      ].filter((each) => each !== undefined),
      openSession: ({ traced }) => new Session(coalescer, { loadMaxKeys, responseMaxBytes, traced }),
      transact: (given, work) => transact(database, { loadMaxKeys, responseMaxBytes, ...given }, work),
      ready: async () => {
        await database.ready();
        if (unprepared) throw unprepared;
      },
    }),
  );
  const shutdownTimeoutMs = config.shutdownTimeoutMs - closingMs(config.shutdownTimeoutMs);
  const server = opened.use(await openServer({ handler, ...config, shutdownTimeoutMs }));
  log.info({ url: server.url }, 'Listening');

  const running = opened.move();
  return {
    url: server.url,
    prepared,
    close: () => server.close(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Suggests what to do about a database without any table of the model. */
function adviseOnTables({ prismaSchema }: Config): string {
  return prismaSchema === undefined
    ? 'Set PRISMA_SCHEMA to the Prisma schema that describes this database (`npx prisma db pull` writes one), or run `gather migrate` in an empty one to make the tables of the bundled model.'
    : 'Check that DATABASE_URL names the database that PRISMA_SCHEMA describes, and that its user may read the tables. `gather migrate` applies the migrations in the folder of the schema.';
}
