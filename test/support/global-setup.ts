import { join } from 'node:path';
import { createConnection } from 'mariadb';
import type { TestProject } from 'vitest/node';
import { seed } from '../../prisma/seed.ts';
import { LocalDatabaseError } from '../../src/database/local/local-database-error.ts';
import type { LocalDatabase } from '../../src/database/local/open-local-database.ts';
import { applyMigrations } from '../../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';
import { LockedError } from '../../src/std/lock-file.ts';
import { openOwnServer, type ServerKind } from './own-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, as a URL that names no database of the tests. */
    serverUrl: string;
    /** What kind of server that is; the same as the project's name unless TEST_DATABASE_URL names another. */
    serverKind: ServerKind;
    /** The demo directory at scale 1, migrated and seeded once a run: to be read only. */
    seededDatabaseUrl: string;
  }
}

const project = join(import.meta.dirname, '../..');

/** As many runs of the tests may go on side by side in one clone. */
const runsMax = 8;

/** Of each project: the variable that names a server which is there already. */
const variables: Readonly<Record<ServerKind, string>> = {
  mariadb: 'TEST_DATABASE_URL',
  mysql: 'TEST_MYSQL_URL',
};

/**
 * Opens one database server for the project's part of the run, or takes the one that is named, and seeds one directory
 * to read. Gives what ends it.
 */
export async function setup({ name, provide }: TestProject): Promise<() => Promise<void>> {
  await using opened = new AsyncDisposableStack();
  const kind: ServerKind = name === 'mysql' ? 'mysql' : 'mariadb';
  const serverUrl = process.env[variables[kind]] ?? opened.use(await openServer(kind)).url;
  const seeded = opened.use(await openSeededDatabase(serverUrl));
  provide('serverUrl', serverUrl);
  provide('serverKind', await readServerKind(serverUrl));
  provide('seededDatabaseUrl', seeded.url);
  const kept = opened.move();
  return () => kept.disposeAsync();
}

async function openServer(kind: ServerKind): Promise<LocalDatabase> {
  for (let run = 1; ; run += 1) {
    try {
      const folder = kind === 'mysql' ? `mysql-${run}` : String(run);
      const server = await openOwnServer(kind, join(project, '.gather/test', folder));
      await dropLeftovers(server.url);
      return server;
    } catch (error) {
      const taken = error instanceof LocalDatabaseError && error.cause instanceof LockedError;
      if (!taken || run === runsMax) throw error;
    }
  }
}

/** A run that was killed could not drop its databases. */
async function dropLeftovers(serverUrl: string): Promise<void> {
  const connection = await createConnection(readConnectionOptions(serverUrl));
  const rows = await connection.query<{ name: string }[]>(
    "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'gather\\_test\\_%'",
  );
  for (const { name } of rows) await connection.query(`DROP DATABASE ${connection.escapeId(name)}`);
  await connection.end();
}

/** The one that TEST_DATABASE_URL names may be either. */
async function readServerKind(serverUrl: string): Promise<ServerKind> {
  const { database: _, ...server } = readConnectionOptions(serverUrl);
  const connection = await createConnection(server);
  const version = connection.serverVersion();
  await connection.end();
  return version.includes('MariaDB') ? 'mariadb' : 'mysql';
}

async function openSeededDatabase(serverUrl: string): Promise<{ url: string } & AsyncDisposable> {
  const name = `gather_test_${process.pid}_seeded`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await using opened = new AsyncDisposableStack();
  opened.defer(() => dropDatabase(serverUrl, name));
  await applyMigrations({ url: url.href, directory: join(project, 'prisma/migrations'), report });
  await seed({ url: url.href, scale: 1, report });
  const kept = opened.move();
  return { url: url.href, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const { database: _, ...server } = readConnectionOptions(serverUrl);
  const connection = await createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS ${connection.escapeId(name)}`);
  await connection.end();
}

function report(): void {
  // What is told while the tests are set up is of no interest.
}
