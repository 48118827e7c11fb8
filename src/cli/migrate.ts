import { migrate } from '../database/migrate.ts';
import { openChosenDatabase } from './choose-database.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import { readSettings } from './read-settings.ts';

/** Applies the pending migrations and tells which. */
export async function runMigrate(host: CommandHost): Promise<void> {
  const report = (line: string): void => host.writeOut(`${line}\n`);
  await using database = await openChosenDatabase(readSettings(host.env), host, report);
  const applied = await migrate({
    url: database.url,
    directory: project.migrationsDirectory,
    report,
    startOver: database.isPrivate,
  });
  report(applied.length === 0 ? 'The database has all migrations.' : `Applied: ${applied.join(', ')}.`);
}
