import type { Connection } from 'mariadb';
import { readStoredTables } from '../../src/database/introspect/read-stored-tables.ts';
import type { StoredTable } from '../../src/model/stored-table.ts';
import { formatSchema } from '../../src/prisma-schema/parse-schema.ts';
import { draftPulledSchema } from '../../src/prisma-schema/pull/draft-pulled-schema.ts';
import { mergePulledSchema } from '../../src/prisma-schema/pull/merge-pulled-schema.ts';
import type { NameStyle } from '../../src/prisma-schema/pull/pick-name.ts';
import {
  noChoices,
  type NameChoices,
  type PulledSchema,
} from '../../src/prisma-schema/pull/pulled-schema.ts';
import { readNameChoices } from '../../src/prisma-schema/pull/read-name-choices.ts';
import { readWrittenSchema } from '../../src/prisma-schema/pull/read-written-schema.ts';
import { writePulledSchema } from '../../src/prisma-schema/pull/write-pulled-schema.ts';

/** A pulled schema with what was said of it. */
export interface PulledText {
  readonly text: string;
  readonly notes: readonly string[];
  readonly changes: readonly string[];
}

/** Pulls the schema of a connection's database, as `gather pull` does for a new file. */
export async function pullSchema(connection: Connection, style: NameStyle = 'pleasant'): Promise<PulledText> {
  const draft = draftSchema(await readStoredTables(connection), style, noChoices);
  return { text: await formatSchema(writePulledSchema(draft)), notes: draft.notes, changes: [] };
}

/** Pulls into a schema that exists, as `gather pull` does for an edited file. */
export async function pullInto(connection: Connection, before: string): Promise<PulledText> {
  const tables = await readStoredTables(connection);
  const draft = draftSchema(tables, 'pleasant', readNameChoices(readWrittenSchema(before)));
  const { text, changes } = mergePulledSchema(before, draft, { datasource: 'db', tables });
  return { text: changes.length === 0 ? text : await formatSchema(text), notes: draft.notes, changes };
}

/**
 * Drafts the schema of a connection's database. Names that a text gives to its tables, columns and keys are taken from
 * it, and nothing else.
 */
export async function draftNew(
  connection: Connection,
  { style, namesOf = '' }: { readonly style: NameStyle; readonly namesOf?: string },
): Promise<PulledSchema> {
  const choices = readNameChoices(readWrittenSchema(namesOf));
  return draftSchema(await readStoredTables(connection), style, choices);
}

function draftSchema(tables: readonly StoredTable[], style: NameStyle, choices: NameChoices): PulledSchema {
  return draftPulledSchema(tables, { style, choices, datasource: 'db' });
}
