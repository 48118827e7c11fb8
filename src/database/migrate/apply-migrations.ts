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

/** What `migrate` needs: the database, the folder of migrations, and where to tell what it does, a line a time. */
export interface MigrateOptions {
  readonly url: string;
  readonly directory: string;
  readonly report: (line: string) => void;
  /**
   * For a database that is the gateway's own: when the very first migration was cut off, as by a hard kill,
   * begin again in an empty database rather than ask the operator.
   */
  readonly startOver?: boolean;
}

/**
 * Applies the migrations of a folder that the database does not have, in the order of their names, and gives the
 * names applied. It keeps Prisma Migrate's table and takes its named lock (`schema-engine` of prisma-engines:
 * `apply_migrations.rs`, `sql_migration_persistence.rs`, `flavour/mysql`), so that each can go on where the other
 * stopped and never both at once. A database that does not exist is created, as `prisma migrate deploy` does;
 * without migrations nothing is touched.
 * @throws MigrationError when the database or the folder is not in a state to go on from.
 */
export async function applyMigrations(options: MigrateOptions): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory);
  if (migrations.length === 0) return [];
  const connection = await openMigrationConnection(options);
  try {
    let records = await readMigrationRecords(connection);
    if (options.startOver === true && isCutOffAtFirst(records)) {
      options.report('The first migration was cut off: beginning again.');
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

/** Nothing but unfinished rows without a log: the process went away in its first migration. */
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
      `Repair the database by hand, then say which it is now: \`npx prisma migrate resolve --applied ${record.name}\` when all of it is in effect, ` +
      `\`npx prisma migrate resolve --rolled-back ${record.name}\` when none of it is, to have it applied again.`
    );
  });
  throw new MigrationError(
    'P3009',
    `An earlier migration failed, so none is applied.\n${details.join('\n')}`,
  );
}

/** Prisma's deploy goes on over a script that was edited or removed after it was applied; so does this, but says it. */
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

/** Prisma writes a script of one comment for an empty migration, which MySQL refuses to run. */
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
    // The connection went with the script. The row stays unfinished, which already says that it failed.
  }
  return new MigrationError(
    'P3018',
    `The migration ${migration.name} failed: ${message} (error ${code}). Statements before that one may be in effect; ` +
      'repair the database by hand before migrating again',
    { cause: error },
  );
}
