import { readFile } from 'node:fs/promises';
import type { GivenSetting } from '../config.ts';
import type { CommandHost } from './command-host.ts';
import { resolveGiven } from './read-own-schema.ts';

/** The URL of a database and the name of the setting that it comes from. Empty if there is none. */
export interface GivenUrl {
  readonly source: string;
  readonly url: string;
}

/**
 * Reads the URL of the database from the environment, or from code, or from the file that one of them
 * names. Never shows it.
 */
export async function readUrlFile(
  host: Pick<CommandHost, 'env'>,
  given: ReadonlyMap<string, GivenSetting>,
  faults: string[],
): Promise<GivenUrl> {
  const { DATABASE_URL = '', DATABASE_URL_FILE = '' } = host.env;
  const inEnvironment = DATABASE_URL !== '' || DATABASE_URL_FILE !== '';
  const take = (variable: string, text: string): GivenSetting | undefined => {
    if (!inEnvironment) return given.get(variable);
    return text === '' ? undefined : { name: variable, text, shown: JSON.stringify(text) };
  };
  const url = take('DATABASE_URL', DATABASE_URL);
  const file = take('DATABASE_URL_FILE', DATABASE_URL_FILE);
  if (file === undefined) return { source: url?.name ?? 'DATABASE_URL', url: url?.text ?? '' };
  const source = file.name;
  const refuse = (why: string): GivenUrl => {
    faults.push(`${source}: ${why}, got ${file.shown}`);
    return { source, url: '' };
  };
  if (url !== undefined) return refuse(`expected none where ${url.name} is set`);
  const path = resolveGiven(file.text, host);
  try {
    const text = (await readFile(path, 'utf8')).trim();
    return text === '' ? refuse('expected a file that holds a URL, but it is empty') : { source, url: text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(`expected a file that holds a URL, but ${path} cannot be read (${code})`);
  }
}
