import { parseSchema } from '../../../src/prisma-schema/parse-schema.ts';

/** Reads the data model of a schema, as `gather model` prints it. */
export function generateModelDocument(prismaSchema: string): Promise<unknown> {
  return parseSchema([{ file: 'schema.prisma', text: prismaSchema }]);
}
