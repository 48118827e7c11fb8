import { randomUUID } from 'node:crypto';
import type { Connection } from 'mariadb';
import { MigrationError } from './migration-error.ts';
import type { Migration } from './read-migrations.ts';

/** A row of Prisma's table of migrations. Dates are texts in UTC, as the database writes them. */
export interface MigrationRecord {
  readonly id: string;
  readonly name: string;
  readonly checksum: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly logs: string | null;
}

// Exactly the columns that Prisma Migrate creates on MySQL, because it reads this table later.
const createTable = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             DATETIME(3),
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          DATETIME(3),
    started_at              DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count     INTEGER UNSIGNED NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

/**
 * Reads the records of applied migrations, oldest first. Creates their table in an empty database.
 * @throws MigrationError P3005 if there are tables but no records, because such a database must not be
 * altered.
 */
export async function readMigrationRecords(connection: Connection): Promise<readonly MigrationRecord[]> {
  const tables = (
    await connection.query<{ name: string }[]>(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
    )
  ).map((table) => table.name);
  if (!tables.includes('_prisma_migrations')) {
    if (tables.length > 0) throw notEmpty(tables);
    await connection.query(createTable);
  }
  return await connection.query<MigrationRecord[]>(
    `SELECT id, migration_name AS name, checksum, started_at AS startedAt, finished_at AS finishedAt,
            rolled_back_at AS rolledBackAt, logs
     FROM _prisma_migrations ORDER BY started_at, migration_name`,
  );
}

/**
 * Records the start of a migration. Until `recordFinished`, its row means that it failed. Returns the id of
 * the row.
 */
export async function recordStarted(connection: Connection, migration: Migration): Promise<string> {
  const id = randomUUID();
  await connection.query(
    'INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name) VALUES (?, ?, UTC_TIMESTAMP(3), ?)',
    [id, migration.checksum, migration.name],
  );
  return id;
}

/** Records that a migration took effect. Prisma counts a whole script as one step. */
export async function recordFinished(connection: Connection, id: string): Promise<void> {
  await connection.query(
    `UPDATE _prisma_migrations
     SET applied_steps_count = applied_steps_count + 1, finished_at = UTC_TIMESTAMP(3) WHERE id = ?`,
    [id],
  );
}

/** Records the error of a migration. Its row stays unfinished, which blocks every later one. */
export async function recordFailed(connection: Connection, id: string, logs: string): Promise<void> {
  await connection.query('UPDATE _prisma_migrations SET logs = ? WHERE id = ?', [logs, id]);
}

function notEmpty(tables: readonly string[]): MigrationError {
  return new MigrationError(
    'P3005',
    `The database schema is not empty: it holds ${tables.slice(0, 5).join(', ')}${tables.length > 5 ? ` and ${tables.length - 5} more` : ''}, but no record of migrations. ` +
      'Nothing was altered. Name an empty database, or, if these tables are those of the migrations, record each migration with `npx prisma migrate resolve --applied <name>`.',
  );
}
