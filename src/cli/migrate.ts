import { existsSync } from 'node:fs';
import { ConfigError, type Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { migrationsBeside, resolveGiven } from './read-own-schema.ts';
import { readSettings } from './read-settings.ts';

/** Applies the pending migrations and tells which. */
export async function runMigrate(host: CommandHost): Promise<void> {
  const report = (line: string): void => host.writeOut(`${line}\n`);
  const config = readSettings(host.env, { database: true });
  const directory = findMigrations(config, host);
  await using database = await openChosenDatabase(config, host, report);
  const applied = await migrate({
    url: database.url,
    directory,
    report,
    startOver: database.isPrivate,
  });
  report(applied.length === 0 ? 'The database has all migrations.' : `Applied: ${applied.join(', ')}.`);
}

/** The migrations of a schema lie beside it. */
function findMigrations({ prismaSchema }: Config, host: CommandHost): string {
  if (prismaSchema === undefined) return project.migrationsDirectory;
  const directory = migrationsBeside(resolveGiven(prismaSchema, host));
  if (existsSync(directory)) return directory;
  throw new ConfigError([
    `PRISMA_SCHEMA: expected migrations beside ${JSON.stringify(prismaSchema)}, but there is no ${directory}`,
  ]);
}
