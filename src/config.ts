import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

type SettingValue<S> = S extends Setting<infer T> ? T : never;

/**
 * The parsed settings, one property for each row of the table. Defaults that depend on other settings are
 * resolved.
 */
export type Config = {
  readonly [Name in keyof typeof settings]: Name extends 'graphiql' | 'introspection' | 'trace'
    ? boolean
    : Name extends 'shutdownGraceMs'
      ? number
      : SettingValue<(typeof settings)[Name]>;
};

/**
 * The default of SHUTDOWN_GRACE_MS in production: the time in which most proxies notice a failing probe.
 */
const productionGraceMs = 3_000;

/** The limits of the whole gateway, which several processes divide. Each process gets at least one. */
export const sharedSettings = ['poolSize', 'queueLimit', 'requestsMax', 'connectionsMax'] as const;

/**
 * Returns the part of SHUTDOWN_TIMEOUT_MS that is reserved for closing connections to the database after
 * the last request. The database may not answer then.
 */
export function closingMs(shutdownTimeoutMs: number): number {
  return Math.min(2_000, shutdownTimeoutMs / 5);
}

/** An error for invalid settings, with all faults at once. The command line ends with exit code 2. */
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

/** A setting that code has given, in the form of the environment. */
export interface GivenSetting {
  /** Its name in messages: the property, or the place in a file. */
  readonly name: string;
  readonly text: string;
  /** The value as a message shows it. */
  readonly shown: string;
}

/**
 * Reads the settings from an environment, and from code for the variables that it does not have. An empty
 * variable counts as absent.
 * @throws ConfigError with all faults, each with its variable, the expected value and the given one.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  given: ReadonlyMap<string, GivenSetting> = new Map(),
): Config {
  const faults: string[] = [];
  const inCode = (variable: string): GivenSetting | undefined =>
    (environment[variable] ?? '') === '' ? given.get(variable) : undefined;
  const nameOf = (variable: string): string => inCode(variable)?.name ?? variable;
  const values: Record<string, unknown> = {};
  for (const [name, { variable, parser, default: fallback }] of Object.entries<Setting<unknown>>(settings)) {
    const text = inCode(variable)?.text ?? environment[variable];
    if (text === undefined || text === '') {
      values[name] = fallback;
      continue;
    }
    const result = parser.safeParse(text);
    if (result.success) values[name] = result.data;
    else
      faults.push(
        `${nameOf(variable)}: ${result.error.issues[0]?.message ?? 'not usable'}, got ${describeValue(variable, text, inCode(variable))}`,
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
      `${nameOf('PAGE_SIZE_DEFAULT')}: expected at most PAGE_SIZE_MAX (${String(values['pageSizeMax'])}), got ${String(values['pageSizeDefault'])}`,
    );
  }
  for (const name of sharedSettings) {
    if (Number(values[name]) < Number(values['processes'])) {
      faults.push(
        `${nameOf(settings[name].variable)}: expected at least PROCESSES (${String(values['processes'])}), got ${String(values[name])}`,
      );
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(values) as Config; // each property was parsed by the row of its own name
}

/** Describes a given value. A URL may hold a password, so it is never shown. */
function describeValue(variable: string, text: string, given: GivenSetting | undefined): string {
  return variable === 'DATABASE_URL'
    ? `${describeUrlFault(text)} (not shown: it may hold a password)`
    : (given?.shown ?? JSON.stringify(text));
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
