import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { introspect } from '../database/introspect/introspect.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { formatSchema, parseSchema } from '../prisma-schema/parse-schema.ts';
import { draftPulledSchema } from '../prisma-schema/pull/draft-pulled-schema.ts';
import { mergePulledSchema } from '../prisma-schema/pull/merge-pulled-schema.ts';
import type { NameStyle } from '../prisma-schema/pull/pick-name.ts';
import { noChoices } from '../prisma-schema/pull/pulled-schema.ts';
import { readNameChoices } from '../prisma-schema/pull/read-name-choices.ts';
import { readWrittenSchema } from '../prisma-schema/pull/read-written-schema.ts';
import { writePulledSchema } from '../prisma-schema/pull/write-pulled-schema.ts';
import type { CommandHost } from './command-host.ts';
import { schemaPlaces } from './find-schema.ts';
import { generateModel } from './generate-model.ts';
import { loadModels } from './load-models.ts';
import { project } from './project.ts';
import { readOwnSchema, resolveGiven } from './read-own-schema.ts';
import { readConfiguration } from './read-configuration.ts';
import { refreshTypes } from './write-types.ts';

/** The options of `gather pull`. */
export interface PullOptions {
  readonly names: NameStyle;
  /** Prints the schema instead of writing its file. */
  readonly print: boolean;
}

/** Writes the Prisma schema of the database, or brings an edited one up to date. */
export async function runPull(host: CommandHost, { names: style, print }: PullOptions): Promise<void> {
  const config = await readConfiguration(host, { database: true });
  const { given, path } = findTarget(config, host);
  const tables = await introspect(readUrl(config), config);
  if (tables.length === 0) throw new ModelError('The database in DATABASE_URL has no tables to pull.');
  const report = (line: string): void => host.writeError(`${line}\n`);
  const exists = existsSync(path);
  const own = exists ? await readOwnSchema(given, path) : undefined;
  // What Prisma refuses is not merged into.
  if (own !== undefined) await generateModel({ schema: own, given, stop: host.stop });
  const before = exists ? await readFile(path, 'utf8') : undefined;
  const choices = before === undefined ? noChoices : readNameChoices(readWrittenSchema(before));
  const datasource = own?.datasource ?? 'db';
  const draft = draftPulledSchema(tables, { style, choices, datasource });
  for (const note of draft.notes) report(note);
  const { text, changes } =
    before === undefined
      ? { text: await formatSchema(writePulledSchema(draft)), changes: [] }
      : mergePulledSchema(before, draft, { datasource, tables });
  const after = before === undefined || changes.length === 0 ? text : await formatSchema(text);
  if (before === undefined) await parseSchema([{ file: given, text: after }]);
  for (const change of changes) report(change);
  if (print) {
    host.writeOut(after);
    return;
  }
  if (after !== before) await writeWhole(path, after);
  const { models } = await loadModels({ ...config, prismaSchema: given }, host, () => undefined);
  await refreshTypes(host, models);
  const count = `${tables.length} tables and views`;
  report(
    before === undefined
      ? `Wrote ${given} with ${count}.`
      : changes.length === 0
        ? `${given} has all ${count} as they are.`
        : `Changed ${given}: ${changes.length} ${changes.length === 1 ? 'difference' : 'differences'} to the database.`,
  );
}

function findTarget(
  { prismaSchema }: Config,
  host: CommandHost,
): { readonly given: string; readonly path: string } {
  const given = prismaSchema ?? schemaPlaces[0];
  const path = resolveGiven(given, host);
  if (!path.endsWith('.prisma') || path === project.schema) {
    throw new ConfigError([
      `PRISMA_SCHEMA: expected the .prisma file that \`gather pull\` may write, got ${JSON.stringify(given)}`,
    ]);
  }
  // A configuration file gives whole paths. Those below the working directory are shown from there.
  const shown = relative(resolveGiven('', host), path);
  return { given: shown.startsWith('..') ? path : shown, path };
}

function readUrl({ databaseUrl }: Config): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new ConfigError([
    'DATABASE_URL: expected the database to pull, as mysql://user:password@host:port/database, got none',
  ]);
}

/** Writes a file completely or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID().slice(0, 8)}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, path);
}
