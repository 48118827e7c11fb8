import { join } from 'node:path';
import { createConnection } from 'mariadb';
import type { TestProject } from 'vitest/node';
import { seed } from '../../prisma/seed.ts';
import { LocalDatabaseError } from '../../src/database/local/local-database-error.ts';
import { openLocalDatabase } from '../../src/database/local/open-local-database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readConnectionOptions } from '../../src/database/read-connection-options.ts';
import { LockedError } from '../../src/std/lock-file.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, as a URL that names no database of the tests. */
    serverUrl: string;
    /** The demo directory at scale 1, migrated and seeded once a run: to be read only. */
    seededDatabaseUrl: string;
  }
}

const project = join(import.meta.dirname, '../..');
const opened = new AsyncDisposableStack();

/** As many runs of the tests may go on side by side in one clone. */
const runsMax = 8;

/** Opens one database server for the run, or takes that of TEST_DATABASE_URL, and seeds one directory to read. */
export async function setup({ provide }: TestProject): Promise<void> {
  try {
    const serverUrl = process.env['TEST_DATABASE_URL'] ?? (await openServer());
    const seededDatabaseUrl = await openSeededDatabase(serverUrl);
    provide('serverUrl', serverUrl);
    provide('seededDatabaseUrl', seededDatabaseUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** Ends what `setup` opened. */
export async function teardown(): Promise<void> {
  await opened.disposeAsync();
}

async function openServer(): Promise<string> {
  for (let run = 1; ; run += 1) {
    try {
      const { url } = opened.use(
        await openLocalDatabase({
          directory: join(project, `.gather/test/${run}`),
          host: process,
          report: (message) => process.stderr.write(`${message}\n`),
          packagesDirectory: join(project, '.gather/packages'),
        }),
      );
      await dropLeftovers(url);
      return url;
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

async function openSeededDatabase(serverUrl: string): Promise<string> {
  const name = `gather_test_${process.pid}_seeded`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  opened.defer(() => dropDatabase(serverUrl, name));
  await migrate({ url: url.href, directory: join(project, 'prisma/migrations'), report });
  await seed({ url: url.href, scale: 1, report });
  return url.href;
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const server = readConnectionOptions(serverUrl);
  delete server.database;
  const connection = await createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS ${connection.escapeId(name)}`);
  await connection.end();
}

function report(): void {
  // What is told while the tests are set up is of no interest.
}
