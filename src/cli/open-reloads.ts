import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { FileWatch } from '../std/watch-files.ts';
import type { ChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import type { ConfigFile } from './config-file/read-config-file.ts';
import { loadModels } from './load-models.ts';
import type { StartOptions } from './prepare-database.ts';
import { readConfiguration } from './read-configuration.ts';
import { resolveGiven } from './read-own-schema.ts';
import { Reloads } from './reloads.ts';
import { refreshTypes } from './write-types.ts';
import type { WorkerOrder } from './worker-messages.ts';

/** The gateway to reload. */
export interface OpenReloadsOptions {
  readonly host: CommandHost;
  readonly options: Pick<StartOptions, 'watch'>;
  readonly config: Config;
  readonly file: ConfigFile;
  readonly database: ChosenDatabase;
  readonly log: Log;
  readonly replace: (order: WorkerOrder) => Promise<void>;
}

/** The reloads of a gateway. Disposing them ends the watching. */
export interface OpenedReloads extends Disposable {
  /** Starts no further reload. */
  readonly stop: () => void;
}

/** Reloads on SIGHUP and, if the gateway watches, whenever the configuration or the schema changes. */
export function openReloads(opening: OpenReloadsOptions): OpenedReloads {
  const { host, options, log, replace } = opening;
  const opened = new DisposableStack();
  const watched = options.watch
    ? opened.use(new FileWatch((file) => reloads.request(`${file} has changed`)))
    : undefined;
  const watchFiles = (files: readonly string[], { prismaSchema }: Pick<Config, 'prismaSchema'>): void =>
    watched?.set(prismaSchema === undefined ? files : [...files, resolveGiven(prismaSchema, host)]);
  watchFiles(opening.file.files, opening.config);
  let { config, file } = opening;
  const read = async (): Promise<WorkerOrder> => {
    try {
      config = await readConfiguration(host, { database: true }, (found) => (file = found));
    } finally {
      watchFiles(file.files, config);
    }
    const { document, models } = await loadModels(config, host, () => undefined);
    for (const warning of models.warnings) log.warn(warning);
    if (opening.options.watch) await refreshTypes(host, models);
    const databaseUrl = config.databaseUrl ?? chosenUrl(opening);
    return { config, databaseUrl, configFile: file.path, document };
  };
  const reloads = new Reloads({ read, replace, log });
  opened.use(host.onReload(() => reloads.request('SIGHUP')));
  return {
    stop: () => {
      opened.dispose();
      reloads.stop();
    },
    [Symbol.dispose]: () => opened.dispose(),
  };
}

/** Returns the URL of the database that was opened at start, if it is the private one. */
function chosenUrl({ database }: OpenReloadsOptions): string {
  if (database.isPrivate) return database.url;
  throw new Error('DATABASE_URL: expected a database, since the private one is opened only at start.');
}
