import type { Config } from '../config.ts';
import { applyMigrations } from '../database/migrate/apply-migrations.ts';
import { MigrationError } from '../database/migrate/migration-error.ts';
import { readMigrations } from '../database/migrate/read-migrations.ts';
import type { Log } from '../log.ts';
import type { ChosenDatabase } from './choose-database.ts';
import { project } from './project.ts';

/** The options of `gather start`. */
export interface StartOptions {
  /**
   * Fills empty tables with demo data. By default only those of a private database, or of one that was
   * empty before.
   */
  readonly seed: boolean | undefined;
  readonly migrate: boolean;
  /** Reloads when the configuration, or a file that it is made of, changes. */
  readonly watch: boolean;
  /** Serves from a process of its own even if there is one only, so that it can be replaced. */
  readonly reload: boolean;
}

/**
 * Prepares a database for the bundled schema: migrates a private, empty or earlier migrated one. Any other
 * database is not altered.
 */
export async function prepareDatabase(
  database: ChosenDatabase,
  config: Config,
  options: StartOptions,
  log: Log,
): Promise<void> {
  const report = (message: string): void => log.info(message);
  const { url, isPrivate } = database;
  const state = options.migrate || isPrivate ? await migrateDatabase(database, log) : 'migrated';
  if (state === 'foreign') return;
  // A new empty database is filled so that there is something to see, except in production.
  if (options.seed ?? (isPrivate || (state === 'empty' && !config.production))) {
    // Demo data depends on its tables, so it lives next to their schema.
    const { seed } = await import('../../prisma/seed.ts');
    await seed({ url, scale: config.seedScale, report });
  }
}

/**
 * Applies the migrations. Returns the state of the database before, since a foreign one is neither
 * altered nor seeded.
 */
async function migrateDatabase(
  { url, isPrivate }: ChosenDatabase,
  log: Log,
): Promise<'empty' | 'migrated' | 'foreign'> {
  const directory = project.migrationsDirectory;
  const report = (message: string): void => log.info(message);
  try {
    const applied = await applyMigrations({ url, directory, report, startOver: isPrivate });
    const [first] = await readMigrations(directory);
    return first !== undefined && applied.includes(first.name) ? 'empty' : 'migrated';
  } catch (error) {
    if (!(error instanceof MigrationError) || error.code !== 'P3005') throw error;
    log.warn('The database has tables but no history of migrations, so it is not altered');
    return 'foreign';
  }
}
