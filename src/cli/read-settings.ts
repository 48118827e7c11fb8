import { type Config, ConfigError, readConfig } from '../config.ts';
import { readDatabaseUrl } from '../database/connection/read-database-url.ts';
import type { CommandHost } from './command-host.ts';
import { findMisspelt } from './find-misspelt.ts';
import { readUrlFile } from './read-url-file.ts';

const databaseUrlForm = 'mysql://user:password@host:port/database';

/** The needs of a command besides its settings. */
export interface CommandNeeds {
  /** `true` if it works on a database. The private database supports only the bundled schema. */
  readonly database: boolean;
}

/**
 * Reads the settings and the options of the database's URL, so that all faults are reported at once.
 * Misspelt variables are listed with them, since they may be the cause.
 * @throws ConfigError with all faults.
 */
export async function readSettings(host: Pick<CommandHost, 'env'>, needs: CommandNeeds): Promise<Config> {
  const faults: string[] = [];
  const { source, url } = await readUrlFile(host, faults);
  const environment = { ...host.env, DATABASE_URL: url };
  const config = collect(() => readConfig(environment), faults);
  const isFaulty = faults.some((fault) => fault.startsWith('DATABASE_URL'));
  const address = url === '' || isFaulty ? undefined : collect(() => readDatabaseUrl(url), faults);
  const { connectionLimit } = address ?? {};
  if (config !== undefined && connectionLimit !== undefined && connectionLimit < config.processes) {
    faults.push(
      `DATABASE_URL: the option connection_limit: expected at least PROCESSES (${config.processes}), got ${connectionLimit}`,
    );
  }
  if (needs.database && url === '' && !isFaulty) {
    const wanted =
      (host.env['PRISMA_SCHEMA'] ?? '') !== ''
        ? 'the database that PRISMA_SCHEMA describes'
        : host.env['NODE_ENV'] === 'production' && 'the database to serve, since NODE_ENV is production';
    if (wanted) faults.push(`DATABASE_URL: expected ${wanted}, as ${databaseUrlForm}, got none`);
  }
  if (config !== undefined && faults.length === 0) return config;
  throw new ConfigError([
    ...faults.map((fault) => fault.replace(/^DATABASE_URL:/, `${source}:`)),
    ...findMisspelt(host.env),
  ]);
}

function collect<T>(read: () => T, faults: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
