import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mariadb';
import { inject } from 'vitest';
import { seed } from '../../prisma/seed.ts';
import { applyMigrations } from '../../src/database/migrate/apply-migrations.ts';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';

/** The project's own migrations. */
export const migrationsDirectory = join(import.meta.dirname, '../../prisma/migrations');

/** A database of one test: dropped when it is disposed. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** A connection beside whatever is tested, in UTC, for several statements at a time too. */
  readonly connection: Connection;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a test's database holds: nothing, the bundled model's tables, or the demo directory in them. */
export type TestDatabaseContents = 'nothing' | 'tables' | 'directory';

/**
 * The URL of the demo directory at scale 1 that all tests share. To be read only: a test that writes opens a
 * database of its own.
 */
export function seededDatabaseUrl(): string {
  return inject('seededDatabaseUrl');
}

/** Opens a database of its own name on the server of the run. */
export async function openTestDatabase(contents: TestDatabaseContents = 'tables'): Promise<TestDatabase> {
  const name = `gather_test_${randomBytes(6).toString('hex')}`;
  const url = urlOf(name);
  await using opened = new AsyncDisposableStack();
  const connection = await openTestConnection(inject('serverUrl'));
  opened.defer(() => connection.end());
  await connection.query(
    `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE ${name}`,
  );
  opened.defer(() => connection.query(`DROP DATABASE IF EXISTS ${name}`));
  if (contents !== 'nothing') await applyMigrations({ url, directory: migrationsDirectory, report });
  if (contents === 'directory') await seed({ url, scale: 1, report });
  const kept = opened.move();
  return { url, name, connection, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Opens a connection to a database of the tests; the caller ends it. */
export async function openTestConnection(url: string): Promise<Connection> {
  const { database, ...server } = readConnectionOptions(url);
  return await createConnection({
    ...server,
    ...(url === inject('serverUrl') || database === undefined ? {} : { database }),
    multipleStatements: true,
    timezone: 'Z',
    insertIdAsNumber: true,
    bigIntAsNumber: true,
  });
}

function urlOf(name: string): string {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

function report(): void {
  // What is told while the tests are set up is of no interest.
}
