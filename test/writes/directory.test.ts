import { describe } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { openDirectoryDatabase } from './directory/directory.ts';
import { nestedCreates } from './directory/nested-creates.ts';
import { rootChanges } from './directory/root-changes.ts';
import { rootCreations } from './directory/root-creations.ts';
import { toLooseUpdates } from './directory/to-loose-updates.ts';
import { toManyUpdates } from './directory/to-many-updates.ts';
import { toOneUpdates } from './directory/to-one-updates.ts';
import { testWrites } from './twins/test-writes.ts';

describe('The bundled directory', () => {
  testWrites(async () => ({ models: await readGeneratedModel(), openDatabase: openDirectoryDatabase }), {
    ...rootCreations,
    ...rootChanges,
    ...nestedCreates,
    ...toOneUpdates,
    ...toManyUpdates,
    ...toLooseUpdates,
  });
});
