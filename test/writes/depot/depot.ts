import type { Models } from '../../../src/model/model.ts';
import type { TestDatabase } from '../../support/database.ts';
import { loadFolderModels, openFolderDatabase } from '../../support/samples.ts';

/** The models of the schema with names of its own. */
export function loadDepotModels(): Promise<Models> {
  return loadFolderModels(import.meta.dirname);
}

/** Opens a database of its tables and rows. */
export function openDepotDatabase(): Promise<TestDatabase> {
  return openFolderDatabase(import.meta.dirname);
}
