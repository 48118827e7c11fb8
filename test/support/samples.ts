import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModels } from '../../src/cli/load-models.ts';
import { readSettings } from '../../src/cli/read-settings.ts';
import type { Models } from '../../src/model/model.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

const queries = join(import.meta.dirname, '../queries');

/**
 * The well-known databases that documents are held against beside the bundled directory: a folder each, with its Prisma
 * schema, its tables and rows for both servers, and a README that quotes and explains what the gateway warns of.
 */
export const samples: readonly string[] = readdirSync(queries)
  .filter((name) => existsSync(join(queries, name, 'schema.prisma')))
  .toSorted();

/** The models of a sample, read as `PRISMA_SCHEMA=… npm start` reads them: Prisma itself reads the schema. */
export function loadSampleModels(name: string): Promise<Models> {
  return loadFolderModels(join(queries, name));
}

/** The models of the `schema.prisma` in a folder. */
export async function loadFolderModels(directory: string): Promise<Models> {
  const env = { PATH: process.env['PATH'], PRISMA_SCHEMA: join(directory, 'schema.prisma') };
  const host = {
    env,
    pid: process.pid,
    kill: () => true as const,
    arguments: [],
    writeOut: report,
    writeError: report,
    isTerminal: false,
    stop: new AbortController().signal,
    onReload: () => ({ [Symbol.dispose]: () => undefined }),
    loadFork: () => Promise.reject(new Error('A test starts no workers in its own process.')),
    primary: undefined,
  };
  const { models } = await loadModels(await readSettings(host, { database: false }), host, report);
  return models;
}

/** Opens a database of the sample's tables and rows. */
export function openSampleDatabase(name: string): Promise<TestDatabase> {
  return openFolderDatabase(join(queries, name));
}

/** Opens a database of the tables and rows that a folder has in `tables.sql` and `data.sql`. */
export async function openFolderDatabase(directory: string): Promise<TestDatabase> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openTestDatabase('nothing'));
  for (const file of ['tables.sql', 'data.sql']) {
    await database.connection.query(await readFile(join(directory, file), 'utf8'));
  }
  const kept = opened.move();
  return { ...database, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function report(): void {
  // What is told on the way is of no interest.
}
