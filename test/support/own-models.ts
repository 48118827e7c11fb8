import { readModel } from '../../src/prisma-schema/read-model.ts';
import type { Models } from '../../src/model/model.ts';
import { generateModelDocument } from '../fuzz/schema/generate-model-document.ts';

/**
 * Reads the models of a test's own, as Prisma's parser reads them.
 * @param models The models and enums of a Prisma schema.
 * @param relationMode Who keeps references: foreign keys of the database, or Prisma.
 */
export async function readOwnModels(
  models: string,
  relationMode: 'foreignKeys' | 'prisma' = 'foreignKeys',
): Promise<Models> {
  const schema = `
datasource db {
  provider     = "mysql"
  relationMode = "${relationMode}"
}
${models}`;
  return readModel(await generateModelDocument(schema));
}
