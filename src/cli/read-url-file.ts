import { readFile } from 'node:fs/promises';
import type { CommandHost } from './command-host.ts';
import { resolveGiven } from './read-own-schema.ts';

/** The URL of a database and the setting that it comes from. Empty if there is none. */
export interface GivenUrl {
  readonly source: 'DATABASE_URL' | 'DATABASE_URL_FILE';
  readonly url: string;
}

/**
 * Reads the URL of the database from the environment, or from the file in DATABASE_URL_FILE. Never shows
 * it.
 */
export async function readUrlFile(host: Pick<CommandHost, 'env'>, faults: string[]): Promise<GivenUrl> {
  const { DATABASE_URL: url = '', DATABASE_URL_FILE: file = '' } = host.env;
  if (file === '') return { source: 'DATABASE_URL', url };
  const source = 'DATABASE_URL_FILE';
  const refuse = (why: string): GivenUrl => {
    faults.push(`${source}: ${why}, got ${JSON.stringify(file)}`);
    return { source, url: '' };
  };
  if (url !== '') return refuse('expected none where DATABASE_URL is set');
  const path = resolveGiven(file, host);
  try {
    const text = (await readFile(path, 'utf8')).trim();
    return text === '' ? refuse('expected a file that holds a URL, but it is empty') : { source, url: text };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(`expected a file that holds a URL, but ${path} cannot be read (${code})`);
  }
}
