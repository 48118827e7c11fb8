import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { scanSchema, type SchemaBlock, type SchemaFile } from '../prisma-schema/scan-schema.ts';
import { hasCode } from '../std/has-code.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';

/** A Prisma schema of the operator, written for any version of Prisma. */
export interface OwnSchema {
  /** Generators and datasources are blanked, and line numbers are kept. */
  readonly files: readonly SchemaFile[];
  /** The name of its datasource, with which native types begin: `@db.Text`. */
  readonly datasource: string;
  /** The relation mode of its datasource, which changes the rules for relations. */
  readonly relationMode: string | undefined;
}

/**
 * Resolves a path in a setting from the working directory. npm runs the scripts of a clone in its folder.
 * It has the original folder in a variable.
 */
export function resolveGiven(path: string, { env }: Pick<CommandHost, 'env'>): string {
  const isScript = project.isClone && resolve() === resolve(project.directory);
  return resolve((isScript ? env['INIT_CWD'] : undefined) ?? '', path);
}

/** Returns the folder next to a schema in which Prisma stores its migrations. */
export function migrationsBeside(path: string): string {
  return join(/\.(prisma|json)$/.test(path) ? dirname(path) : path, 'migrations');
}

/**
 * Reads a schema, a file or a folder of files, as `given` in PRISMA_SCHEMA. Its generators and datasource
 * are blanked, since the gateway has its own.
 * @throws ConfigError if it does not exist, ModelError if it is for another database.
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

async function readFiles(given: string, path: string): Promise<SchemaFile[]> {
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
