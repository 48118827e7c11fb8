import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, type MigrateOptions } from '../../src/database/migrate/apply-migrations.ts';
import { MigrationError } from '../../src/database/migrate/migration-error.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** A migration of one table. */
export const oneTable = '-- CreateTable\nCREATE TABLE `One` (`id` INTEGER NOT NULL, PRIMARY KEY (`id`));\n';
/** A migration of two tables, and so of two statements. */
export const twoTables =
  'CREATE TABLE `Two` (`id` INTEGER NOT NULL);\n\nCREATE TABLE `Three` (`id` INTEGER NOT NULL);\n';

/** A row of Prisma's table, under the names of its columns. */
export interface MigrationRow {
  readonly id: string;
  readonly checksum: string;
  readonly migration_name: string;
  readonly finished_at: Date | null;
  readonly rolled_back_at: Date | null;
  readonly logs: string | null;
  readonly started_at: Date;
  readonly applied_steps_count: number;
}

/** A folder of migrations and a database for them, both of one test. */
export interface MigrationHarness {
  readonly directory: string;
  readonly database: TestDatabase;
  /** What was told by all runs so far. */
  readonly reported: readonly string[];
  write(name: string, script: string): Promise<void>;
  run(options?: Partial<MigrateOptions>): Promise<readonly string[]>;
  rows(): Promise<readonly MigrationRow[]>;
  tables(): Promise<readonly string[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens an empty folder and an empty database. */
export async function openMigrationHarness(): Promise<MigrationHarness> {
  const directory = await mkdtemp(join(tmpdir(), 'gather-migrations-'));
  const database = await openTestDatabase('nothing');
  const reported: string[] = [];
  return {
    directory,
    database,
    reported,
    async write(name, script) {
      await mkdir(join(directory, name), { recursive: true });
      await writeFile(join(directory, name, 'migration.sql'), script);
    },
    run: (options = {}) =>
      applyMigrations({ url: database.url, directory, report: (line) => reported.push(line), ...options }),
    rows: () =>
      database.connection.query<MigrationRow[]>(
        'SELECT * FROM _prisma_migrations ORDER BY started_at, migration_name',
      ),
    async tables() {
      const found = await database.connection.query<{ name: string }[]>(
        'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1',
      );
      return found.map(({ name }) => name);
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The error with which a run is refused; a run that is not refused fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<MigrationError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw new Error('The migration was expected to be refused.', { cause: error });
}
