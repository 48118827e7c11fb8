import { ModelError } from '../prisma-schema/model-error.ts';
import { parseSchema, PrismaRefusal } from '../prisma-schema/parse-schema.ts';
import type { OwnSchema } from './read-own-schema.ts';

/** A Prisma schema of the operator. */
export interface GenerateModelOptions {
  readonly schema: OwnSchema;
  /** The path in the setting, for messages. */
  readonly given: string;
  readonly stop?: AbortSignal;
}

/**
 * Reads the data model of a schema of the operator.
 * @throws ModelError with Prisma's message about the schema.
 */
export async function generateModel({ schema, given, stop }: GenerateModelOptions): Promise<unknown> {
  const files = schema.files.map(({ file, text }) => ({ file, text }));
  try {
    const parsed = await parseSchema([...files, { file: 'gather', text: writeDatasource(schema) }], stop);
    return { ...parsed, files };
  } catch (error) {
    if (!(error instanceof PrismaRefusal)) throw error;
    const [faults] = error.message.split(/\s*^Validation Error Count/m);
    throw new ModelError(`Prisma cannot read ${given}:\n\n${faults}`, { cause: error });
  }
}

/** Writes the blocks that are blanked in the schema, as far as they change its meaning. */
function writeDatasource({ datasource, relationMode }: OwnSchema): string {
  return [
    `datasource ${datasource} {`,
    '  provider = "mysql"',
    ...(relationMode === undefined ? [] : [`  relationMode = "${relationMode}"`]),
    '}',
    'generator gather {',
    '  provider = "gather"',
    '  previewFeatures = ["views"]',
    '}',
    '',
  ].join('\n');
}
