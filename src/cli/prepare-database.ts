import type * as seeding from '../../prisma/seed.ts';
import type { Config } from '../config.ts';
import { migrate } from '../database/migrate/migrate.ts';
import { MigrationError } from '../database/migrate/migration-error.ts';
import { readMigrations } from '../database/migrate/read-migrations.ts';
import type { Log } from '../log.ts';
import type { ChosenDatabase } from './choose-database.ts';
import { project } from './project.ts';

/** What the command line says of a start. */
export interface StartOptions {
  /** Whether to fill an empty directory; by default where the database is private, or was empty before. */
  readonly seed: boolean | undefined;
  readonly migrate: boolean;
}

/**
 * Brings a database of the gateway's own, or an empty one, up to date; one that is somebody else's is left as it is, and so is
 * one with another schema than the bundled one.
 */
export async function prepareDatabase(
  database: ChosenDatabase,
  config: Config,
  options: StartOptions,
  log: Log,
): Promise<void> {
  if (config.prismaSchema !== undefined) return;
  const report = (message: string): void => log.info(message);
  const { url, isPrivate } = database;
  const state = options.migrate || isPrivate ? await applyMigrations(database, log) : 'migrated';
  if (state === 'foreign') return;
  // Who has just named an empty database wants to see something; in production nobody wants what they did not put there.
  if (options.seed ?? (isPrivate || (state === 'empty' && !config.production))) {
    // Demo data knows its tables, so it lives beside the schema it belongs to and not here.
    const { seed }: typeof seeding = await import(project.seedModule);
    await seed({ url, scale: config.seedScale, report });
  }
}

/** Gives what the database was until now: somebody else's is not altered, so it is not seeded either. */
async function applyMigrations(
  { url, isPrivate }: ChosenDatabase,
  log: Log,
): Promise<'empty' | 'migrated' | 'foreign'> {
  const directory = project.migrationsDirectory;
  const report = (message: string): void => log.info(message);
  try {
    const applied = await migrate({ url, directory, report, startOver: isPrivate });
    const [first] = await readMigrations(directory);
    return first !== undefined && applied.includes(first.name) ? 'empty' : 'migrated';
  } catch (error) {
    if (!(error instanceof MigrationError) || error.code !== 'P3005') throw error;
    log.warn('The database has tables but no history of migrations, so it is not altered');
    return 'foreign';
  }
}
