import { describe } from 'vitest';
import { loadDepotModels, openDepotDatabase } from './depot/depot.ts';
import { manyToMany } from './depot/many-to-many.ts';
import { oneToOne } from './depot/one-to-one.ts';
import { shelves } from './depot/shelves.ts';
import { values } from './depot/values.ts';
import { testWrites } from './twins/test-writes.ts';

describe('A schema with names of its own', () => {
  testWrites(async () => ({ models: await loadDepotModels(), openDatabase: openDepotDatabase }), {
    ...oneToOne,
    ...manyToMany,
    ...shelves,
    ...values,
  });
});
