import { once } from 'node:events';
import type * as seeding from '../../prisma/seed.ts';
import { ConfigError, type Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { MigrationError } from '../database/migration-error.ts';
import { readMigrations } from '../database/read-migrations.ts';
import { openGateway, type Gateway } from '../gateway.ts';
import { buildLog, type Log } from '../log.ts';
import type { Models } from '../model/model.ts';
import { writeLookupExample } from '../schema/example-query.ts';
import { openChosenDatabase, type ChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { loadModels } from './load-models.ts';
import { project } from './project.ts';
import { readSettings } from './read-settings.ts';

/** What the command line says of a start. */
export interface StartOptions {
  /** Whether to fill an empty directory; by default where the database is private, or was empty before. */
  readonly seed: boolean | undefined;
  readonly migrate: boolean;
}

/** Serves until the process is asked to stop. Gives 1 when requests had to be cut off at the end, else 0. */
export async function runStart(host: CommandHost, options: StartOptions): Promise<number> {
  const config = readSettings(host.env, { database: true });
  if (options.seed === true && config.prismaSchema !== undefined) {
    throw new ConfigError(['PRISMA_SCHEMA: --seed fills the bundled directory, and no schema of another']);
  }
  const log = buildLog({ level: config.logLevel, pretty: host.isTerminal });
  const report = (message: string): void => log.info(message);
  const loaded = await unlessStopped(loadModels(config, host, report), host);
  if (loaded === undefined) return 0;
  const { models } = loaded;
  for (const warning of models.warnings) log.warn(warning);

  await using database = await unlessStopped(openChosenDatabase(config, host, report), host);
  if (database === undefined) return 0;
  await using gateway = await openGateway({
    config,
    databaseUrl: database.url,
    models,
    log,
    prepare: () => prepare(database, config, options, log),
  });
  const stopped = untilAborted(host.stop);
  const isReady = await Promise.race([gateway.prepared.then(() => true), stopped.then(() => false)]);
  // Where logs are collected, every line must have their form.
  if (isReady && config.production) log.info({ url: gateway.url }, 'Gather is ready.');
  else if (isReady) host.writeOut(describeStart(gateway, database, models, config));
  await stopped;
  log.info('Stopping: requests in flight are answered first');
  return (await gateway.close()) ? 0 : 1;
}

/** Gives undefined where it failed because the process is asked to stop. */
async function unlessStopped<T>(opening: Promise<T>, { stop }: CommandHost): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (stop.aborted) return undefined;
    throw error;
  }
}

/**
 * Brings a database of the gateway's own, or an empty one, up to date; one that is somebody else's is left as it is, and so is
 * one with another schema than the bundled one.
 */
async function prepare(
  database: ChosenDatabase,
  config: Config,
  options: StartOptions,
  log: Log,
): Promise<void> {
  if (config.prismaSchema !== undefined) return;
  const report = (message: string): void => log.info(message);
  const { url, isPrivate } = database;
  const state = options.migrate || isPrivate ? await applyMigrations(database, log) : 'migrated';
  if (state === 'foreign') return;
  // Who has just named an empty database wants to see something; in production nobody wants what they did not put there.
  if (options.seed ?? (isPrivate || (state === 'empty' && !config.production))) {
    // Demo data knows its tables, so it lives beside the schema it belongs to and not here.
    const { seed }: typeof seeding = await import(project.seedModule);
    await seed({ url, scale: config.seedScale, report });
  }
}

/** Gives what the database was until now: somebody else's is not altered, so it is not seeded either. */
async function applyMigrations(
  { url, isPrivate }: ChosenDatabase,
  log: Log,
): Promise<'empty' | 'migrated' | 'foreign'> {
  const directory = project.migrationsDirectory;
  const report = (message: string): void => log.info(message);
  try {
    const applied = await migrate({ url, directory, report, startOver: isPrivate });
    const [first] = await readMigrations(directory);
    return first !== undefined && applied.includes(first.name) ? 'empty' : 'migrated';
  } catch (error) {
    if (!(error instanceof MigrationError) || error.code !== 'P3005') throw error;
    log.warn('The database has tables of its own and no history of migrations: it is served as it is');
    return 'foreign';
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function describeStart(
  { url }: Gateway,
  { isPrivate }: ChosenDatabase,
  models: Models,
  { graphiql, privateDirectory, prismaSchema }: Config,
): string {
  const lines = [
    ['GraphQL', `${url}/graphql`],
    ...(graphiql ? [['GraphiQL', `${url}/graphql in a browser`]] : []),
    ['Try', writeLookupExample(models)],
    ...(isPrivate
      ? [
          ['Database', `a private one with demo data, kept in ${privateDirectory}`],
          [
            'Your own',
            'DATABASE_URL=mysql://user:password@host:3306/name PRISMA_SCHEMA=../app/prisma/schema.prisma npm start',
          ],
        ]
      : [['Database', 'the one that DATABASE_URL names']]),
    ...(prismaSchema === undefined ? [] : [['Schema', prismaSchema]]),
    ['Stop', 'Ctrl-C'],
  ];
  const text = lines.map(([name = '', what = '']) => `  ${name.padEnd(10)}${what}`).join('\n');
  return `\nGather is ready.\n\n${text}\n\n`;
}
