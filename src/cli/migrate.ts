import { existsSync } from 'node:fs';
import { ConfigError, type Config } from '../config.ts';
import { migrate } from '../database/migrate/migrate.ts';
import { makeIdempotencyTable } from '../database/write/make-idempotency-table.ts';
import { idempotencyTable } from '../database/write/idempotency.ts';
import { type ChosenDatabase, openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { migrationsBeside, resolveGiven } from './read-own-schema.ts';
import { readSettings } from './read-settings.ts';

/** What the command line says of a migration. */
export interface MigrateCommandOptions {
  /** Whether to make the table that keeps answers by their idempotency keys, too. */
  readonly idempotency: boolean;
}

/** Applies the pending migrations and tells which. */
export async function runMigrate(host: CommandHost, { idempotency }: MigrateCommandOptions): Promise<void> {
  const report = (line: string): void => host.writeOut(`${line}\n`);
  const config = await readSettings(host, { database: true });
  const directory = findMigrations(config, host, idempotency);
  await using database = await openChosenDatabase(config, host, report);
  if (directory !== undefined) await applyMigrations(database, directory, report);
  if (idempotency) {
    await makeIdempotencyTable({ url: database.url, report });
    report(`The database has the table ${idempotencyTable}.`);
  }
}

async function applyMigrations(
  database: ChosenDatabase,
  directory: string,
  report: (line: string) => void,
): Promise<void> {
  const applied = await migrate({
    url: database.url,
    directory,
    report,
    startOver: database.isPrivate,
  });
  report(applied.length === 0 ? 'The database has all migrations.' : `Applied: ${applied.join(', ')}.`);
}

/** The migrations of a schema lie beside it; there may be none where something else is asked for. */
function findMigrations({ prismaSchema }: Config, host: CommandHost, mayBeNone: boolean): string | undefined {
  if (prismaSchema === undefined) return project.migrationsDirectory;
  const directory = migrationsBeside(resolveGiven(prismaSchema, host));
  if (existsSync(directory)) return directory;
  if (mayBeNone) return undefined;
  throw new ConfigError([
    `PRISMA_SCHEMA: expected migrations next to ${JSON.stringify(prismaSchema)}, but there is no ${directory}`,
  ]);
}
