import { existsSync } from 'node:fs';
import { ConfigError, type Config } from '../config.ts';
import { applyMigrations } from '../database/migrate/apply-migrations.ts';
import { makeIdempotencyTable } from '../database/write/make-idempotency-table.ts';
import { idempotencyTable } from '../database/write/idempotency.ts';
import { type ChosenDatabase, openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { migrationsBeside, resolveGiven } from './read-own-schema.ts';
import { readConfiguration } from './read-configuration.ts';

/** The options of `gather migrate`. */
export interface MigrateCommandOptions {
  /** Also creates the table that stores answers by their idempotency keys. */
  readonly idempotency: boolean;
}

/** Applies the pending migrations and lists them. */
export async function runMigrate(host: CommandHost, { idempotency }: MigrateCommandOptions): Promise<void> {
  const report = (line: string): void => host.writeOut(`${line}\n`);
  const config = await readConfiguration(host, { database: true });
  const directory = findMigrations(config, host, idempotency);
  await using database = await openChosenDatabase(config, host, report);
  if (directory !== undefined) await migrateDatabase(database, directory, report);
  if (idempotency) {
    await makeIdempotencyTable({ url: database.url, report });
    report(`The database has the table ${idempotencyTable}.`);
  }
}

async function migrateDatabase(
  database: ChosenDatabase,
  directory: string,
  report: (line: string) => void,
): Promise<void> {
  const applied = await applyMigrations({
    url: database.url,
    directory,
    report,
    startOver: database.isPrivate,
  });
  report(applied.length === 0 ? 'The database has all migrations.' : `Applied: ${applied.join(', ')}.`);
}

/** Finds the folder of migrations next to a schema. It may be absent if only the table is created. */
function findMigrations({ prismaSchema }: Config, host: CommandHost, mayBeNone: boolean): string | undefined {
  if (prismaSchema === undefined) return project.migrationsDirectory;
  const directory = migrationsBeside(resolveGiven(prismaSchema, host));
  if (existsSync(directory)) return directory;
  if (mayBeNone) return undefined;
  throw new ConfigError([
    `PRISMA_SCHEMA: expected migrations next to ${JSON.stringify(prismaSchema)}, but there is no ${directory}`,
  ]);
}
