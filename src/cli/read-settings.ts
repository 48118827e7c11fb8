import { type Config, ConfigError, type GivenSetting, readConfig } from '../config.ts';
import { readDatabaseUrl } from '../database/connection/read-database-url.ts';
import type { CommandHost } from './command-host.ts';
import { findMisspelt } from './find-misspelt.ts';
import { findSchema } from './find-schema.ts';
import { readUrlFile } from './read-url-file.ts';

const databaseUrlForm = 'mysql://user:password@host:port/database';

/** The needs of a command besides its settings. */
export interface CommandNeeds {
  /**
   * `true` if it works on a database. The private database supports only the bundled schema. `'given'` if it
   * needs a URL and a schema.
   */
  readonly database: boolean | 'given';
}

/** The settings that code has given, by their variables, and the faults found in reading them. */
export interface SettingsInCode {
  readonly given: ReadonlyMap<string, GivenSetting>;
  readonly faults: readonly string[];
}

const nothingInCode: SettingsInCode = { given: new Map(), faults: [] };

/**
 * Reads the settings and the options of the database's URL, so that all faults are reported at once.
 * Misspelt variables are listed with them, since they may be the cause. The environment takes precedence
 * over code.
 * @throws ConfigError with all faults.
 */
export async function readSettings(
  host: Pick<CommandHost, 'env'>,
  needs: CommandNeeds,
  { given, faults: found }: SettingsInCode = nothingInCode,
): Promise<Config> {
  const faults = [...found];
  const { source, url } = await readUrlFile(host, given, faults);
  const has = (variable: string): boolean => (host.env[variable] ?? given.get(variable)?.text ?? '') !== '';
  // Embedding code names its schema. A command finds it where Prisma would.
  const schema = has('PRISMA_SCHEMA') || needs.database === 'given' ? undefined : findSchema(host);
  const environment = { ...host.env, DATABASE_URL: url, ...(schema && { PRISMA_SCHEMA: schema }) };
  const config = collect(() => readConfig(environment, given), faults);
  const isFaulty = faults.some((fault) => fault.startsWith('DATABASE_URL') || fault.startsWith(`${source}:`));
  const address = url === '' || isFaulty ? undefined : collect(() => readDatabaseUrl(url), faults);
  const { connectionLimit } = address ?? {};
  if (config !== undefined && connectionLimit !== undefined && connectionLimit < config.processes) {
    faults.push(
      `DATABASE_URL: the option connection_limit: expected at least PROCESSES (${config.processes}), got ${connectionLimit}`,
    );
  }
  const described = schema ?? (has('PRISMA_SCHEMA') ? 'PRISMA_SCHEMA' : undefined);
  const wanted = url === '' && !isFaulty && describeWanted(needs, described, host, given);
  if (wanted) faults.push(`${wanted.name}: expected ${wanted.database}, as ${databaseUrlForm}, got none`);
  if (needs.database === 'given' && !has('PRISMA_SCHEMA'))
    faults.push('schema: expected the Prisma schema of the database, got none');
  if (config !== undefined && faults.length === 0) return config;
  throw new ConfigError([
    ...faults.map((fault) => fault.replace(/^DATABASE_URL:/, `${source}:`)),
    ...findMisspelt(host.env),
  ]);
}

/** Describes the database that a command needs where no URL is given. Returns undefined if it needs none. */
function describeWanted(
  { database }: CommandNeeds,
  schema: string | undefined,
  { env }: Pick<CommandHost, 'env'>,
  given: SettingsInCode['given'],
): { readonly name: string; readonly database: string } | undefined {
  if (database === 'given') return { name: 'databaseUrl', database: 'the database to serve' };
  if (!database) return undefined;
  const name = 'DATABASE_URL';
  if (schema !== undefined) return { name, database: `the database that ${schema} describes` };
  const mode = (env['NODE_ENV'] ?? '') === '' ? given.get('NODE_ENV')?.text : env['NODE_ENV'];
  return mode === 'production'
    ? { name, database: 'the database to serve, since NODE_ENV is production' }
    : undefined;
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
