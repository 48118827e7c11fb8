import { readConfig, type Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { MigrationError } from '../database/migration-error.ts';
import { openGateway, readGeneratedModel, type Gateway } from '../gateway.ts';
import { buildLog, type Log } from '../log.ts';
import type { Models } from '../model/model.ts';
import { writeLookupExample } from '../schema/example-query.ts';
import { openChosenDatabase, type ChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';

/** What the command line says of a start. */
export interface StartOptions {
  readonly seed: boolean;
  readonly migrate: boolean;
}

/** Serves until the process is asked to stop. Gives 1 when requests had to be cut off at the end, else 0. */
export async function runStart(host: CommandHost, options: StartOptions): Promise<number> {
  const config = readConfig(host.env);
  const log = buildLog({ level: config.logLevel, pretty: host.isTerminal });
  const report = (message: string): void => log.info(message);
  const models = await readGeneratedModel();
  for (const warning of models.warnings) log.warn(warning);

  await using database = await openChosenDatabase(config, host, report);
  await using gateway = await openGateway({
    config,
    databaseUrl: database.url,
    models,
    log,
    prepare: () => prepare(database, config, options, log),
  });
  const stopped = Promise.withResolvers<void>();
  host.stop.addEventListener('abort', () => stopped.resolve(), { once: true });
  if (host.stop.aborted) stopped.resolve();
  await Promise.race([
    gateway.prepared.then(() => host.writeOut(describeStart(gateway, database, models, config))),
    stopped.promise,
  ]);
  await stopped.promise;
  log.info('Stopping: requests in flight are answered first');
  return (await gateway.close()) ? 0 : 1;
}

/** Brings a database of the gateway's own up to date; one that is somebody else's is left as it is. */
async function prepare(
  database: ChosenDatabase,
  config: Config,
  options: StartOptions,
  log: Log,
): Promise<void> {
  const report = (message: string): void => log.info(message);
  const { url, isPrivate } = database;
  if (options.migrate || isPrivate) {
    try {
      await migrate({ url, directory: project.migrationsDirectory, report, startOver: isPrivate });
    } catch (error) {
      if (!(error instanceof MigrationError) || error.code !== 'P3005') throw error;
      log.warn('The database has tables of its own and no history of migrations: it is served as it is');
    }
  }
  if (options.seed || isPrivate) {
    // Demo data knows its tables, so it lives beside the schema it belongs to and not here.
    const { seed }: typeof import('../../prisma/seed.ts') = await import(project.seedModule);
    await seed({ url, scale: config.seedScale, report });
  }
}

function describeStart(
  { url }: Gateway,
  { isPrivate }: ChosenDatabase,
  models: Models,
  { graphiql }: Config,
): string {
  const lines = [
    ['GraphQL', `${url}/graphql`],
    ...(graphiql ? [['GraphiQL', `${url}/graphql in a browser`]] : []),
    ['Try', writeLookupExample(models)],
    isPrivate
      ? [
          'Database',
          'a private one in .gather/; for your own: DATABASE_URL=mysql://user:password@host:3306/name npm start',
        ]
      : ['Database', 'the one that DATABASE_URL names'],
  ];
  const text = lines.map(([name = '', what = '']) => `  ${name.padEnd(10)}${what}`).join('\n');
  return `\nGather is ready.\n\n${text}\n\n`;
}
