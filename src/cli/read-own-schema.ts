import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { scanSchema, type SchemaBlock, type SchemaFile } from '../prisma-schema/scan-schema.ts';
import { hasCode } from '../std/has-code.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';

/** A Prisma schema that somebody brings along, which may have been written for any version of Prisma. */
export interface OwnSchema {
  /** Each file by its path within the schema, without what is for somebody else's Prisma; lines stand where they stood. */
  readonly files: readonly (SchemaFile & { readonly path: string })[];
  /** What its datasource is called, which native types begin with: `@db.Text`. */
  readonly datasource: string;
  /** What its datasource says of relations, since Prisma's rules hang on it. */
  readonly relationMode: string | undefined;
}

/**
 * Finds a path that a setting gives: from the folder in which the command was run. npm runs its scripts in the project
 * and says where it was itself run.
 */
export function resolveGiven(path: string, { env }: Pick<CommandHost, 'env'>): string {
  const isScript = resolve() === resolve(project.directory);
  return resolve((isScript ? env['INIT_CWD'] : undefined) ?? '', path);
}

/** The folder beside a schema in which Prisma keeps its migrations. */
export function migrationsBeside(path: string): string {
  return join(/\.(prisma|json)$/.test(path) ? dirname(path) : path, 'migrations');
}

/**
 * Reads a schema, a file or a folder of files, as `given` in PRISMA_SCHEMA. Its generators and its datasource are
 * blanked: what they make and where they connect is not the gateway's business.
 * @throws ConfigError when it is not there; ModelError when it is for another database.
 */
export async function readOwnSchema(given: string, path: string): Promise<OwnSchema> {
  const found = await readFiles(given, path);
  const { blocks } = scanSchema(found);
  const datasource = blocks.find(({ keyword }) => keyword === 'datasource');
  refuseProvider(datasource);
  return {
    files: found.map((each) => ({ ...each, text: blankForeignBlocks(each) })),
    datasource: datasource?.name ?? 'db',
    relationMode:
      readProperty(datasource, 'relationMode') ?? readProperty(datasource, 'referentialIntegrity'),
  };
}

async function readFiles(given: string, path: string): Promise<(SchemaFile & { readonly path: string })[]> {
  const wanted = `PRISMA_SCHEMA: expected a .prisma file or a folder of them, got ${JSON.stringify(given)}`;
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw new ConfigError([`${wanted}: there is no ${path}`]);
  }
  const paths = isFolder ? await readdir(path, { recursive: true }) : [basename(path)];
  const schemaPaths = paths.filter((each) => each.endsWith('.prisma')).toSorted();
  if (schemaPaths.length === 0) throw new ConfigError([`${wanted}: there is no .prisma file in ${path}`]);
  return await Promise.all(
    schemaPaths.map(async (each) => ({
      path: each,
      file: isFolder ? join(given, each) : given,
      text: await readFile(isFolder ? join(path, each) : path, 'utf8'),
    })),
  );
}

function refuseProvider(datasource: SchemaBlock | undefined): void {
  const provider = readProperty(datasource, 'provider');
  if (datasource === undefined || provider === 'mysql') return;
  const { line } = datasource.members.find(({ name }) => name === 'provider') ?? datasource;
  throw new ModelError(
    `${datasource.file}:${line}: expected the provider "mysql", which MariaDB has too, got ${provider === undefined ? 'none' : `"${provider}"`}.`,
  );
}

function readProperty(block: SchemaBlock | undefined, name: string): string | undefined {
  const { rest } = block?.members.find((member) => member.name === name) ?? {};
  return rest === undefined ? undefined : /^=\s*"([^"]*)"/.exec(rest)?.[1];
}

function blankForeignBlocks(file: SchemaFile): string {
  const lines = file.text.split('\n');
  for (const { keyword, line, lastLine } of scanSchema([file]).blocks) {
    if (keyword === 'generator' || keyword === 'datasource') lines.fill('', line - 1, lastLine);
  }
  return lines.join('\n');
}
