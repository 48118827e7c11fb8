import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { nestedCreates } from './directory/nested-creates.ts';
import { rootChanges } from './directory/root-changes.ts';
import { rootCreations } from './directory/root-creations.ts';
import { toLooseUpdates } from './directory/to-loose-updates.ts';
import { toManyUpdates } from './directory/to-many-updates.ts';
import { toOneUpdates } from './directory/to-one-updates.ts';
import { testWrites } from './twins/test-writes.ts';

describe('The bundled directory', () => {
  testWrites(async () => ({ models: await readGeneratedModel(), openDatabase }), {
    ...rootCreations,
    ...rootChanges,
    ...nestedCreates,
    ...toOneUpdates,
    ...toManyUpdates,
    ...toLooseUpdates,
  });
});

async function openDatabase(): Promise<TestDatabase> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openTestDatabase('tables'));
  await database.connection.query(await readFile(join(import.meta.dirname, 'directory/data.sql'), 'utf8'));
  const kept = opened.move();
  return { ...database, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
