import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from './migration-error.ts';

/**
 * A migration of `prisma/migrations/`. `checksum` is the SHA-256 of the script in hex, as Prisma records it.
 */
export interface Migration {
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
}

/**
 * Reads the migrations of a folder in Prisma's order, which is that of the bytes of their names.
 * @throws MigrationError If a migration has no script, or the folder was written for another database.
 */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  await readLock(directory);
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return await Promise.all(names.map((name) => readMigration(directory, name)));
}

/**
 * Returns true if a recorded checksum is that of a migration's script. Like Prisma, ignores line endings,
 * because git converts them between systems.
 */
export function matchesChecksum(migration: Migration, checksum: string): boolean {
  const unix = migration.script.replaceAll('\r\n', '\n');
  return (
    checksum === migration.checksum ||
    checksum === digest(unix) ||
    checksum === digest(unix.replaceAll('\n', '\r\n'))
  );
}

async function readLock(directory: string): Promise<void> {
  const lock = await readIfThere(join(directory, 'migration_lock.toml'));
  const provider = /^\s*provider\s*=\s*"(.*)"/m.exec(lock ?? '')?.[1];
  if (provider !== undefined && provider !== 'mysql') {
    throw new MigrationError(
      'P3019',
      `Expected migrations for mysql in ${directory}, but migration_lock.toml names ${provider}.`,
    );
  }
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const path = join(directory, name, 'migration.sql');
  const script = await readIfThere(path);
  if (script === undefined) {
    throw new MigrationError(
      'P3015',
      `The migration ${name} has no script: expected ${path}. Restore the file or remove the folder.`,
    );
  }
  return { name, script, checksum: digest(script) };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function digest(script: string): string {
  return createHash('sha256').update(script, 'utf8').digest('hex');
}
