import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

type SettingValue<S> = S extends Setting<infer T> ? T : never;

/** The settings as read: one property a row of the table; what depends on others is resolved. */
export type Config = {
  readonly [Name in keyof typeof settings]: Name extends 'graphiql' | 'introspection' | 'trace'
    ? boolean
    : Name extends 'shutdownGraceMs'
      ? number
      : SettingValue<(typeof settings)[Name]>;
};

/** How long a proxy in front may take to hear that a gateway stops, where it is not told. */
const productionGraceMs = 3_000;

/** Bounds of the whole gateway, of which each of several processes gets its share: one at least. */
export const sharedSettings = ['poolSize', 'queueLimit', 'requestsMax', 'connectionsMax'] as const;

/**
 * Gives the part of SHUTDOWN_TIMEOUT_MS that is kept for what is closed after the requests, such as the connections to a
 * database that may not answer.
 */
export function closingMs(shutdownTimeoutMs: number): number {
  return Math.min(2_000, shutdownTimeoutMs / 5);
}

/** Settings that cannot be used: names every fault at once. The command line ends with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/**
 * Reads the settings out of an environment. An empty variable counts as absent.
 * @throws ConfigError with all faults, each naming the variable, what was wanted and what was got.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { variable, parser, default: fallback }] of Object.entries<Setting<unknown>>(settings)) {
    const text = environment[variable];
    if (text === undefined || text === '') {
      values[name] = fallback;
      continue;
    }
    const result = parser.safeParse(text);
    if (result.success) values[name] = result.data;
    else
      faults.push(
        `${variable}: ${result.error.issues[0]?.message ?? 'not usable'}, got ${describeValue(variable, text)}`,
      );
  }
  const development = values['production'] !== true;
  for (const name of ['graphiql', 'introspection', 'trace']) values[name] ??= development;
  values['shutdownGraceMs'] = Math.min(
    Number(values['shutdownGraceMs'] ?? (development ? 0 : productionGraceMs)),
    Math.floor(Number(values['shutdownTimeoutMs']) / 2),
  );
  if (Number(values['pageSizeDefault']) > Number(values['pageSizeMax'])) {
    faults.push(
      `PAGE_SIZE_DEFAULT: expected at most PAGE_SIZE_MAX (${String(values['pageSizeMax'])}), got ${String(values['pageSizeDefault'])}`,
    );
  }
  for (const name of sharedSettings) {
    if (Number(values[name]) < Number(values['processes'])) {
      faults.push(
        `${settings[name].variable}: expected at least PROCESSES (${String(values['processes'])}), got ${String(values[name])}`,
      );
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(values) as Config; // each property was parsed by the row of its own name
}

function describeValue(variable: string, text: string): string {
  return variable === 'DATABASE_URL'
    ? `${describeUrlFault(text)} (not shown: it may hold a password)`
    : JSON.stringify(text);
}

/** Describes what is wrong with the URL of a database. A URL may hold a password, so it is never echoed. */
function describeUrlFault(text: string): string {
  if (/^["'`]/.test(text)) return 'a value in quotes';
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(text) ?? [];
  if (scheme === undefined) return 'a value that does not begin with mysql://';
  if (!/^(mysql|mariadb)$/i.test(scheme)) return 'a URL of another kind of database';
  const fault = URL.parse(text) === null ? 'a URL that cannot be read' : 'a URL without a database name';
  return `${fault}; percent-encode the characters @ : / ? # % of the password, such as # as %23`;
}
