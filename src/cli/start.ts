import { once } from 'node:events';
import { ConfigError } from '../config.ts';
import { openGateway } from '../gateway.ts';
import { buildLog, openOutput } from '../log.ts';
import { isWithin } from '../std/is-within.ts';
import { openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { describeStart } from './describe-start.ts';
import { findMisspelt } from './find-misspelt.ts';
import { loadModels } from './load-models.ts';
import { openWorkers } from './open-workers.ts';
import { prepareDatabase, type StartOptions } from './prepare-database.ts';
import { readConfiguration } from './read-configuration.ts';
import { stopGateway } from './stop-gateway.ts';

/**
 * Serves until the process receives a signal to stop. Returns 1 if requests were cut off at the end, else
 * 0.
 */
export async function runStart(host: CommandHost, options: StartOptions): Promise<number> {
  const config = await readConfiguration(host, { database: true });
  if (options.seed === true && config.prismaSchema !== undefined) {
    throw new ConfigError(['PRISMA_SCHEMA: --seed works only with the bundled schema']);
  }
  const isAlone = config.processes === 1;
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
  const { models, document, origin } = loaded;
  if (options.seed === true && origin === 'pulled') {
    throw new ConfigError(['--seed works only with the bundled schema, and the database has other tables']);
  }
  for (const warning of [...findMisspelt(host.env), ...models.warnings]) log.warn(warning);

  await using opened = new AsyncDisposableStack();
  const database = await unlessStopped(openChosenDatabase(config, host, report), host);
  if (database === undefined) return 0;
  opened.use(database);
  const { url: databaseUrl, isPrivate } = database;
  const prepare = async (): Promise<void> => {
    if (origin === 'bundled') await prepareDatabase(database, config, options, log);
  };
  const gateway = isAlone
    ? await openGateway({ config, databaseUrl, models, log, prepare })
    : await openWorkers({ config, databaseUrl, document, log, prepare, loadFork: host.loadFork });
  opened.use(gateway);
  const stopped = untilAborted(host.stop);
  const isReady = await Promise.race([gateway.prepared.then(() => true), stopped.then(() => false)]);
  const { url } = gateway;
  // In production every line of the output must be a log line.
  if (isReady && config.production) log.info({ url }, 'Gather is ready.');
  else if (isReady) output.write(describeStart({ url, isPrivate, models, config, origin }));
  await stopped;
  const startedAt = performance.now();
  opened.move(); // what is closed here is closed within the deadline
  const drained = await stopGateway(gateway, config, log);
  const leftMs = config.shutdownTimeoutMs - (performance.now() - startedAt);
  if (!(await isWithin(leftMs, database[Symbol.asyncDispose]()))) {
    log.warn('Stopping: the private database did not end in time and was killed');
    database.kill();
  }
  await output.end();
  return drained ? 0 : 1;
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
