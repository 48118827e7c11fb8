import { type Config, ConfigError, readConfig } from '../config.ts';
import { readDatabaseUrl } from '../database/read-database-url.ts';

const databaseUrlForm = 'mysql://user:password@host:port/database';

/** What a command does beside reading its settings. */
export interface CommandNeeds {
  /** Whether it works on a database: the private one holds the bundled schema and no other. */
  readonly database: boolean;
}

/**
 * Reads the settings, and of DATABASE_URL what it says of the connection, so that the faults of both are told at once.
 * @throws ConfigError with all faults.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  needs: CommandNeeds,
): Config {
  const faults: string[] = [];
  const config = collect(() => readConfig(environment), faults);
  const url = environment['DATABASE_URL'] ?? '';
  const isFaulty = faults.some((fault) => fault.startsWith('DATABASE_URL:'));
  const address = url === '' || isFaulty ? undefined : collect(() => readDatabaseUrl(url), faults);
  const { connectionLimit } = address ?? {};
  if (config !== undefined && connectionLimit !== undefined && connectionLimit < config.processes) {
    faults.push(
      `DATABASE_URL: the option connection_limit: expected at least PROCESSES (${config.processes}), got ${connectionLimit}`,
    );
  }
  if (needs.database && url === '') {
    const wanted =
      (environment['PRISMA_SCHEMA'] ?? '') !== ''
        ? 'the database that PRISMA_SCHEMA describes'
        : environment['NODE_ENV'] === 'production' && 'the database to serve, since NODE_ENV is production';
    if (wanted) faults.push(`DATABASE_URL: expected ${wanted}, as ${databaseUrlForm}, got none`);
  }
  if (config === undefined || faults.length > 0) throw new ConfigError(faults);
  return config;
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
