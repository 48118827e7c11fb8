import { join } from 'node:path';
import { seed } from '../../prisma/seed.ts';
import { applyMigrations } from '../../src/database/migrate/apply-migrations.ts';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

/** Makes the bundled tables in a database that is there, and fills them with the demo directory. */
export async function prepareDirectory(
  url: string,
  contents: 'tables' | 'directory' = 'directory',
): Promise<void> {
  await applyMigrations({ url, directory: migrations, report });
  if (contents === 'directory') await seed({ url, scale: 1, report });
}

function report(): void {
  // What is told while a database is filled is of no interest.
}
