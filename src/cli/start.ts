import { once } from 'node:events';
import { type Config, ConfigError } from '../config.ts';
import type { Gateway } from '../gateway.ts';
import { buildLog, type Log, openOutput } from '../log.ts';
import { isWithin } from '../std/is-within.ts';
import { type ChosenDatabase, openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { type ConfigFile, noConfigFile } from './config-file/read-config-file.ts';
import { describeStart } from './describe-start.ts';
import { findMisspelt } from './find-misspelt.ts';
import { type LoadedModels, loadModels } from './load-models.ts';
import { openReloads } from './open-reloads.ts';
import { openOwnGateway } from './open-own-gateway.ts';
import { openWorkers } from './open-workers.ts';
import { prepareDatabase, type StartOptions } from './prepare-database.ts';
import { readConfiguration } from './read-configuration.ts';
import { stopGateway } from './stop-gateway.ts';

/**
 * Serves until the process receives a signal to stop. Returns 1 if requests were cut off at the end, else
 * 0.
 */
export async function runStart(host: CommandHost, options: StartOptions): Promise<number> {
  let file = noConfigFile;
  const config = await readConfiguration(host, { database: true }, (read) => (file = read));
  if (options.seed === true && config.prismaSchema !== undefined) {
    throw new ConfigError(['PRISMA_SCHEMA: --seed works only with the bundled schema']);
  }
  const isAlone = config.processes === 1 && !options.watch && !options.reload;
  const output = openOutput({ isShared: !isAlone, maxBytes: config.logMaxBytes });
  const log = buildLog({
    level: config.logLevel,
    destination: output,
    pretty: host.isTerminal,
    pid: isAlone ? undefined : host.pid,
  });
  const report = (message: string): void => log.info(message);
  const loaded = await unlessStopped(loadModels(config, host, report), host);
  if (loaded === undefined) return 0;
  const { models, origin } = loaded;
  if (options.seed === true && origin === 'pulled') {
    throw new ConfigError(['--seed works only with the bundled schema, and the database has other tables']);
  }
  for (const warning of [...findMisspelt(host.env), ...models.warnings]) log.warn(warning);

  await using opened = new AsyncDisposableStack();
  const database = await unlessStopped(openChosenDatabase(config, host, report), host);
  if (database === undefined) return 0;
  opened.use(database);
  const started = { host, options, config, file, loaded, database, log };
  const gateway = isAlone ? await openAlone(started) : await openReplaceable(started);
  opened.use(gateway);
  const stopped = untilAborted(host.stop);
  const isReady = await Promise.race([gateway.prepared.then(() => true), stopped.then(() => false)]);
  const { url } = gateway;
  // In production every line of the output must be a log line.
  if (isReady && config.production) log.info({ url }, 'Gather is ready.');
  else if (isReady)
    output.write(describeStart({ url, isPrivate: database.isPrivate, models, config, origin }));
  await stopped;
  opened.move(); // what is closed here is closed within the deadline
  const drained = await stopWithin(gateway, database, config, log);
  await output.end();
  return drained ? 0 : 1;
}

/** The parts of a gateway that is about to serve. */
interface Started {
  readonly host: CommandHost;
  readonly options: StartOptions;
  readonly config: Config;
  readonly file: ConfigFile;
  readonly loaded: LoadedModels;
  readonly database: ChosenDatabase;
  readonly log: Log;
}

/** Prepares the database if its schema is the bundled one. */
async function prepare({ options, config, loaded, database, log }: Started): Promise<void> {
  if (loaded.origin === 'bundled') await prepareDatabase(database, config, options, log);
}

/** Serves in this process, which then cannot be replaced. */
async function openAlone(started: Started): Promise<Gateway> {
  const { host, config, loaded, database, log } = started;
  await using opened = new AsyncDisposableStack();
  const gateway = await openOwnGateway(host, started.file.path, {
    config,
    databaseUrl: database.url,
    models: loaded.models,
    log,
    prepare: () => prepare(started),
  });
  opened.use(gateway);
  opened.use(
    host.onReload(() => {
      log.warn('The only process cannot be replaced, so SIGHUP reloads nothing. Start with --reload');
    }),
  );
  const running = opened.move();
  return { ...gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Serves in processes of their own, which a reload replaces. */
async function openReplaceable(started: Started): Promise<Gateway> {
  const { host, config, loaded, database, log } = started;
  await using opened = new AsyncDisposableStack();
  const gateway = opened.use(
    await openWorkers({
      config,
      databaseUrl: database.url,
      configFile: started.file.path,
      document: loaded.document,
      log,
      prepare: () => prepare(started),
      loadFork: host.loadFork,
    }),
  );
  const reloads = opened.use(openReloads({ ...started, replace: gateway.replace }));
  const running = opened.move();
  return {
    ...gateway,
    close(closing) {
      reloads.stop();
      return gateway.close(closing);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/**
 * Stops a gateway and its private database within SHUTDOWN_TIMEOUT_MS. Returns `false` if requests were cut
 * off.
 */
async function stopWithin(
  gateway: Gateway,
  database: ChosenDatabase,
  config: Config,
  log: Log,
): Promise<boolean> {
  const startedAt = performance.now();
  const drained = await stopGateway(gateway, config, log);
  const leftMs = config.shutdownTimeoutMs - (performance.now() - startedAt);
  if (!(await isWithin(leftMs, database[Symbol.asyncDispose]()))) {
    log.warn('Stopping: the private database did not end in time and was killed');
    database.kill();
  }
  return drained;
}

/** Returns undefined if opening failed because the process must stop. */
async function unlessStopped<T>(opening: Promise<T>, { stop }: CommandHost): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (stop.aborted) return undefined;
    throw error;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
