import { existsSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { GivenSetting } from '../../config.ts';
import { pathVariables } from '../../user-config.ts';
import type { CommandHost } from '../command-host.ts';
import { resolveGiven } from '../read-own-schema.ts';
import type { LoadedConfigFile } from './config-thread.ts';
import type { Place } from './locate-error.ts';

/** A configuration file that was read. */
export interface ConfigFile {
  /** Undefined if there is none. */
  readonly path: string | undefined;
  /** The settings by their variables. Each is named by its file, line and property. */
  readonly given: ReadonlyMap<string, GivenSetting>;
  /** The faults, each with its file and, if it is known, its line. */
  readonly faults: readonly string[];
  /** The types of own code in GraphQL. */
  readonly types: string | undefined;
  /** The file, and those that it imports, also if it has faults. */
  readonly files: readonly string[];
}

/** The absence of a file. */
export const noConfigFile: ConfigFile = {
  path: undefined,
  given: new Map(),
  faults: [],
  types: undefined,
  files: [],
};

/** The name of the file, next to package.json. */
export const configFileName = 'gather.config.ts';

/** The time in which a file must be loaded. */
const loadTimeoutMs = 30_000;

/** Returns the path of the configuration file, which need not exist. */
export function findConfigFile(host: Pick<CommandHost, 'env'>): string {
  return resolveGiven(host.env['GATHER_CONFIG'] || configFileName, host);
}

/**
 * Reads the configuration file in GATHER_CONFIG, or `gather.config.ts` if it exists. Never rejects because
 * of the file. Each call loads it again, with what it imports.
 */
export async function readConfigFile(host: Pick<CommandHost, 'env'>): Promise<ConfigFile> {
  const given = host.env['GATHER_CONFIG'] || undefined;
  const path = findConfigFile(host);
  const base = resolveGiven('', host);
  if (!existsSync(path)) {
    const message = `GATHER_CONFIG: expected a file, got ${JSON.stringify(given)}: there is no ${path}`;
    const faults = given === undefined ? [] : [message];
    return { path: undefined, given: new Map(), faults, types: undefined, files: [path] };
  }
  const loaded = await loadInThread(path);
  const place = (file: string, line: number | undefined): string => writePlace(base, { path: file, line });
  const nameSetting = ([variable, setting]: [string, GivenSetting]): [string, GivenSetting] => [
    variable,
    {
      name: `${place(path, loaded.lines.get(setting.name))}: ${setting.name}`,
      // A path in the file is relative to the file, wherever the command runs.
      text: pathVariables.includes(variable) ? relativeTo(path, setting.text) : setting.text,
      shown: setting.shown,
    },
  ];
  return {
    path,
    given: new Map([...loaded.given].map(nameSetting)),
    faults: loaded.faults.map(
      ({ path: file, line, name, message }) =>
        `${place(file, line)}: ${name === undefined ? '' : `${name}: `}${message}`,
    ),
    types: loaded.types,
    files: loaded.files,
  };
}

function relativeTo(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** Writes a place. Its path is one from the folder, unless it lies outside. */
export function writePlace(folder: string, { path, line }: Place): string {
  const short = relative(folder, path);
  return `${short.startsWith('..') ? path : short}${line === undefined ? '' : `:${line}`}`;
}

async function loadInThread(path: string): Promise<LoadedConfigFile> {
  // The compiled package has the thread as JavaScript.
  const thread = new Worker(new URL(`config-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: path,
    // A package.json without a type is no fault of the file.
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
  });
  const { promise, resolve } = Promise.withResolvers<LoadedConfigFile>();
  const fail = (message: string): void =>
    resolve({
      given: new Map(),
      lines: new Map(),
      faults: [{ path, line: undefined, name: undefined, message }],
      types: undefined,
      files: [path],
    });
  const timer = setTimeout(() => fail(`it was not loaded within ${loadTimeoutMs / 1_000} s`), loadTimeoutMs);
  thread.once('message', resolve);
  thread.once('error', (error) => fail(String(error)));
  thread.once('exit', () =>
    fail('it ended before it was loaded: a promise at its top level never settles, or it exits'),
  );
  const loaded = await promise;
  clearTimeout(timer);
  await thread.terminate();
  return loaded;
}
