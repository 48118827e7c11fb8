// The thread that loads a configuration file. Each thread has modules of its own, so that a file that has
// changed is read again, with everything that it imports.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { GivenSetting } from '../../config.ts';
import { readUserConfig } from '../../user-config.ts';
import { locateError, messageOf, type Place } from './locate-error.ts';
import { locateProperties } from './locate-properties.ts';

/** The message of the thread. */
export interface LoadedConfigFile {
  /** The settings by their variables. */
  readonly given: ReadonlyMap<string, GivenSetting>;
  readonly faults: readonly (Place & { readonly name: string | undefined; readonly message: string })[];
  /** The lines of the properties that the file itself has. */
  readonly lines: ReadonlyMap<string, number>;
  /** The types of own code in GraphQL. */
  readonly types: string | undefined;
  /** The file, and those that it imports, without packages. */
  readonly files: readonly string[];
}

const path = workerData as string; // as the file that starts this thread gives it
const files = new Set([path]);
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:') && !url.includes('/node_modules/')) files.add(fileURLToPath(url));
    return next(url, context);
  },
});

// Node would complain if this module waited for one that never settles.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
void load().then((loaded) => parentPort?.postMessage(loaded));

async function load(): Promise<LoadedConfigFile> {
  const nothing = {
    given: new Map<string, GivenSetting>(),
    lines: new Map<string, number>(),
    types: undefined,
  };
  let exported: unknown;
  try {
    ({ default: exported } = (await import(pathToFileURL(path).href)) as { default?: unknown }); // as any module
  } catch (error) {
    const place = locateError(error, path);
    return {
      ...nothing,
      faults: [{ ...place, name: undefined, message: messageOf(error) }],
      files: [...files],
    };
  }
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) {
    const message = `expected an object as the default export, got ${exported === undefined ? 'none' : describe(exported)}`;
    return { ...nothing, faults: [{ path, line: undefined, name: undefined, message }], files: [...files] };
  }
  const lines = locateProperties(readFileSync(path, 'utf8'));
  const { given, faults } = readUserConfig({ ...exported });
  return {
    given,
    lines,
    faults: faults.map(({ name, message }) => ({ path, line: lines.get(name), name, message })),
    types: 'types' in exported && typeof exported.types === 'string' ? exported.types : undefined,
    files: [...files],
  };
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : `a ${typeof value}`;
}
