import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { openLocalDatabase } from '../database/local/open-local-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';

/** The database that a command works on. */
export interface ChosenDatabase extends AsyncDisposable {
  readonly url: string;
  /** `true` for the private database of the project, which the gateway may alter. */
  readonly isPrivate: boolean;
  /** Kills a private server at once. It recovers at its next start. */
  readonly kill: () => void;
}

/** Opens the database in DATABASE_URL. Without it, starts the private server of the project. */
export async function openChosenDatabase(
  config: Config,
  host: CommandHost,
  report: (message: string) => void,
): Promise<ChosenDatabase> {
  if (config.databaseUrl !== undefined) {
    return {
      url: config.databaseUrl,
      isPrivate: false,
      kill: () => undefined,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const local = await openLocalDatabase({
    directory: resolve(project.privateRoot, config.privateDirectory),
    host,
    report,
    keepRunning: true,
    signal: host.stop,
  });
  return {
    url: local.url,
    isPrivate: true,
    kill: () => local.kill(),
    [Symbol.asyncDispose]: () => local.close(),
  };
}
