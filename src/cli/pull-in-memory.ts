import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import { describeUnavailability } from '../database/connection/describe-unavailability.ts';
import { isUnavailable } from '../database/connection/translate-error.ts';
import { introspect } from '../database/introspect/introspect.ts';
import type { StoredTable } from '../model/stored-table.ts';
import { formatSchema, parseSchema } from '../prisma-schema/parse-schema.ts';
import { draftPulledSchema } from '../prisma-schema/pull/draft-pulled-schema.ts';
import { noChoices } from '../prisma-schema/pull/pulled-schema.ts';
import { writePulledSchema } from '../prisma-schema/pull/write-pulled-schema.ts';
import { scanSchema } from '../prisma-schema/scan-schema.ts';
import { project } from './project.ts';

/**
 * Reads the data model of a database that no schema describes. Returns undefined if the bundled schema may
 * describe it: if it is empty, has a table of that schema, or cannot be reached now.
 * @throws ConfigError in production, where the API must not follow the database unnoticed.
 */
export async function pullInMemory(config: Config, report: (message: string) => void): Promise<unknown> {
  const { production } = config;
  const tables = await readTablesNow(config, report);
  if (tables.length === 0 || (await hasBundledTable(tables))) return undefined;
  if (production) {
    throw new ConfigError([
      'PRISMA_SCHEMA: expected the schema of the database in DATABASE_URL, got none. `gather pull` writes it to prisma/schema.prisma',
    ]);
  }
  const { schema, notes } = draftSchemaOf(tables);
  for (const note of notes) report(note);
  report(
    `There is no Prisma schema, so the API is that of the ${tables.length} tables in the database. \`gather pull\` writes the schema to a file`,
  );
  return await parseSchema([{ file: 'the pulled schema', text: await formatSchema(schema) }]);
}

function draftSchemaOf(tables: readonly StoredTable[]): {
  readonly schema: string;
  readonly notes: readonly string[];
} {
  const draft = draftPulledSchema(tables, { style: 'pleasant', choices: noChoices, datasource: 'db' });
  return { schema: writePulledSchema(draft), notes: draft.notes };
}

async function readTablesNow(
  config: Config,
  report: (message: string) => void,
): Promise<readonly StoredTable[]> {
  const { databaseUrl } = config;
  if (databaseUrl === undefined) return [];
  try {
    return await introspect(databaseUrl, config);
  } catch (error) {
    // Whatever the database says now, the gateway waits for it later and logs it.
    if (!isUnavailable(error) && !(error instanceof Error && 'sqlMessage' in error)) throw error;
    report(
      `The database cannot be reached, so its tables are not known, and the schema is the bundled one: ${describeUnavailability(error)}`,
    );
    return [];
  }
}

async function hasBundledTable(tables: readonly StoredTable[]): Promise<boolean> {
  const text = await readFile(project.schema, 'utf8');
  const { blocks } = scanSchema([{ file: 'prisma/schema.prisma', text }]);
  const names = new Set(blocks.map(({ name }) => name.toLowerCase()));
  return tables.some(({ name }) => names.has(name.toLowerCase()));
}
