import { type Connection, SqlError } from 'mariadb';
import { MigrationError } from './migration-error.ts';
import {
  type MigrationRecord,
  readMigrationRecords,
  recordFailed,
  recordFinished,
  recordStarted,
} from './migration-table.ts';
import { openMigrationConnection } from './open-migration-connection.ts';
import { matchesChecksum, type Migration, readMigrations } from './read-migrations.ts';

/**
 * The options of `applyMigrations`: the database, the folder of migrations, and the receiver of its lines of
 * output.
 */
export interface MigrateOptions {
  readonly url: string;
  readonly directory: string;
  readonly report: (line: string) => void;
  /**
   * True if the database belongs to the gateway. If its first migration was interrupted, such as by a kill,
   * all tables are dropped and the migration is repeated.
   */
  readonly startOver?: boolean;
}

/**
 * Applies the migrations of a folder that the database does not have, in the order of their names. Returns
 * the names of those applied. Creates the database if it does not exist, as `prisma migrate deploy` does.
 * Without migrations, nothing is changed. Uses Prisma Migrate's table and its named lock, so that either
 * tool can continue after the other, and never both at once. The sources are `apply_migrations.rs`,
 * `sql_migration_persistence.rs` and `flavour/mysql` in the `schema-engine` of prisma-engines.
 * @throws MigrationError If the state of the database or the folder does not allow it.
 */
export async function applyMigrations(options: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory);
  if (migrations.length === 0) return [];
  const connection = await openMigrationConnection(options);
  try {
    let records = await readMigrationRecords(connection);
    if (options.startOver === true && isCutOffAtFirst(records)) {
      options.report('The first migration was interrupted, so it starts again in an empty database.');
      await dropTables(connection);
      records = await readMigrationRecords(connection);
    }
    refuseFailed(records);
    warnOfChanges(migrations, records, options.report);
    return await applyPending(connection, migrations, records, options.report);
  } finally {
    await connection.end();
  }
}

/** Returns true if there are only unfinished rows without a log: the process died in its first migration. */
function isCutOffAtFirst(records: readonly MigrationRecord[]): boolean {
  return (
    records.length > 0 &&
    records.every(
      (record) => record.finishedAt === null && record.rolledBackAt === null && !record.logs?.trim(),
    )
  );
}

async function dropTables(connection: Connection): Promise<void> {
  const tables = await connection.query<{ name: string }[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`,
  );
  const names = tables.map((table) => connection.escapeId(table.name)).join(', ');
  await connection.query(`SET FOREIGN_KEY_CHECKS = 0; DROP TABLE ${names}; SET FOREIGN_KEY_CHECKS = 1`);
}

function refuseFailed(records: readonly MigrationRecord[]): void {
  const failed = records.filter((record) => record.finishedAt === null && record.rolledBackAt === null);
  if (failed.length === 0) return;
  const details = failed.map((record) => {
    const logs = record.logs?.trim();
    return (
      `The migration ${record.name}, started at ${record.startedAt} UTC, did not finish${logs ? `:\n${logs}` : '.'}\n` +
      `Repair the database by hand, then record the result: \`npx prisma migrate resolve --applied ${record.name}\` if all of it is in effect, ` +
      `or \`npx prisma migrate resolve --rolled-back ${record.name}\` if none of it is, so that it is applied again.`
    );
  });
  throw new MigrationError(
    'P3009',
    `An earlier migration failed, so none is applied.\n${details.join('\n')}`,
  );
}

/**
 * Warns of scripts that were edited or removed after they were applied. Prisma's deploy ignores these, too.
 */
function warnOfChanges(
  migrations: readonly Migration[],
  records: readonly MigrationRecord[],
  report: (line: string) => void,
): void {
  for (const record of records) {
    if (record.rolledBackAt !== null) continue;
    const migration = migrations.find(({ name }) => name === record.name);
    if (migration === undefined) {
      report(`Warning: the migration ${record.name} was applied, but is no longer in the folder.`);
    } else if (!matchesChecksum(migration, record.checksum)) {
      report(
        `Warning: the migration ${record.name} was edited after it was applied; the edit has no effect.`,
      );
    }
  }
}

async function applyPending(
  connection: Connection,
  migrations: readonly Migration[],
  records: readonly MigrationRecord[],
  report: (line: string) => void,
): Promise<readonly string[]> {
  const applied = new Set(records.filter((record) => record.rolledBackAt === null).map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of pending) {
    report(`Applying the migration ${migration.name}.`);
    const id = await recordStarted(connection, migration);
    try {
      if (!isEmpty(migration.script)) await connection.query(migration.script);
    } catch (error) {
      throw await fail(connection, migration, id, error);
    }
    await recordFinished(connection, id);
  }
  return pending.map(({ name }) => name);
}

/**
 * Returns true for a script of comments only. Prisma writes one for an empty migration, and MySQL refuses to
 * run it.
 */
function isEmpty(script: string): boolean {
  return script.split('\n').every((line) => /^\s*(--.*)?$/.test(line));
}

async function fail(
  connection: Connection,
  migration: Migration,
  id: string,
  error: unknown,
): Promise<MigrationError> {
  const known = error instanceof SqlError;
  const code = known ? String(error.errno) : 'none';
  const message = known && error.sqlMessage !== null ? error.sqlMessage : String(error);
  const logs = `Migration name: ${migration.name}\n\nDatabase error code: ${code}\n\nDatabase error:\n${message}`;
  try {
    await recordFailed(connection, id, logs);
  } catch {
    // The connection was lost with the script. The row stays unfinished, which already means that it failed.
  }
  return new MigrationError(
    'P3018',
    `The migration ${migration.name} failed: ${message} (error ${code}). Statements before that one may be in effect. ` +
      'Repair the database by hand before migrating again',
    { cause: error },
  );
}
