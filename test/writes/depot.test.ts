import { join } from 'node:path';
import { describe } from 'vitest';
import { loadFolderModels, openFolderDatabase } from '../support/samples.ts';
import { manyToMany } from './depot/many-to-many.ts';
import { oneToOne } from './depot/one-to-one.ts';
import { shelves } from './depot/shelves.ts';
import { values } from './depot/values.ts';
import { testWrites } from './twins/test-writes.ts';

const directory = join(import.meta.dirname, 'depot');

describe('A schema with names of its own', () => {
  testWrites(
    async () => ({
      models: await loadFolderModels(directory),
      openDatabase: () => openFolderDatabase(directory),
    }),
    { ...oneToOne, ...manyToMany, ...shelves, ...values },
  );
});
