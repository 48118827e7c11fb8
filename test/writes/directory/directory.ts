import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

/** Opens a database of the bundled tables and a few rows. */
export async function openDirectoryDatabase(): Promise<TestDatabase> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openTestDatabase('tables'));
  await database.connection.query(await readFile(join(import.meta.dirname, 'data.sql'), 'utf8'));
  const kept = opened.move();
  return { ...database, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
