import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ModelError } from '../prisma-schema/model-error.ts';
import { hasCode } from '../std/has-code.ts';
import { CommandError, runProgram } from '../std/run-program.ts';
import type { CommandHost } from './command-host.ts';
import { project } from './project.ts';
import type { OwnSchema } from './read-own-schema.ts';

/** A Prisma schema, and the file that caches its data model. */
export interface GenerateModelOptions {
  readonly schema: OwnSchema;
  /** The path in the setting, for messages. */
  readonly given: string;
  /** The file that caches the data model until the schema changes. */
  readonly keptIn: string;
  readonly host: Pick<CommandHost, 'env' | 'stop'>;
  readonly report: (message: string) => void;
}

const timeoutMs = 120_000;
/** Prisma shows each fault of a schema with the lines around it. */
const linesShown = 500;

/**
 * Runs Prisma to read a schema, unless the result for the same text is cached.
 * @throws ModelError with Prisma's message about the schema, or if Prisma is not installed.
 */
export async function generateModel(options: GenerateModelOptions): Promise<unknown> {
  const { schema, given, keptIn, report } = options;
  if (!existsSync(project.prismaProgram)) {
    throw new ModelError(
      `PRISMA_SCHEMA: ${given} cannot be read, since the Prisma command line is not installed here. ` +
        'Write its data model to a file where it is installed (`gather model > model.json`), and set PRISMA_SCHEMA to that file.',
    );
  }
  const stamp = await hashSchema(schema);
  const kept = await readKept(keptIn, stamp);
  if (kept !== undefined) return kept;
  report(`reading ${given} (a few seconds) …`);
  const document = await runPrisma(options);
  await keep(keptIn, JSON.stringify({ stamp, document }), report);
  return document;
}

/**
 * Writes a file completely or not at all. If the folder cannot be written, only the next start is slower.
 */
async function keep(path: string, text: string, report: (message: string) => void): Promise<void> {
  const draft = `${path}.${crypto.randomUUID().slice(0, 8)}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EACCES') && !hasCode(error, 'EROFS')) throw error;
    report(
      `The data model cannot be stored in ${dirname(path)}, so every start reads the schema again. Set PRIVATE_DIRECTORY to a folder that this user may write to`,
    );
  }
}

/** Hashes the input of the data model: the schema, the generator and the version of Prisma. */
async function hashSchema(schema: OwnSchema): Promise<string> {
  const generators = [project.modelGenerator, project.prismaManifest];
  const versions = await Promise.all(generators.map((file) => readFile(file, 'utf8')));
  return createHash('sha256')
    .update(JSON.stringify([schema, versions]))
    .digest('hex');
}

async function readKept(path: string, stamp: string): Promise<unknown> {
  try {
    // A file that another program wrote has no such stamp.
    const kept = JSON.parse(await readFile(path, 'utf8')) as { stamp?: unknown; document?: unknown };
    return kept.stamp === stamp ? kept.document : undefined;
  } catch {
    return undefined;
  }
}

/** Runs Prisma on a copy of the schema that has only the gateway's generator. */
async function runPrisma({ schema, given, host }: GenerateModelOptions): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-schema-'));
  try {
    const copy = join(folder, 'schema');
    for (const { path, text } of schema.files) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), text);
    }
    await writeFile(join(copy, `${crypto.randomUUID()}.prisma`), writeGenerator(schema));
    // The generator is part of the project.
    await runProgram(project.prismaProgram, ['generate', '--schema', copy, '--no-hints'], {
      directory: project.directory,
      environment: {
        PATH: [project.programs, host.env['PATH']].join(delimiter),
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
      },
      signal: host.stop,
      timeoutMs,
      linesShown,
    });
    const document = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as object; // as the generator writes it
    return { ...document, files: schema.files.map(({ file, text }) => ({ file, text })) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new ModelError(describeRefusal(error.message, join(folder, 'schema'), schema, given), {
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writeGenerator({ datasource, relationMode }: OwnSchema): string {
  return [
    `datasource ${datasource} {`,
    '  provider = "mysql"',
    ...(relationMode === undefined ? [] : [`  relationMode = "${relationMode}"`]),
    '}',
    'generator gather {',
    '  provider = "node ./prisma/model-generator.ts"',
    '  output = ".."',
    '  previewFeatures = ["views"]',
    '}',
    '',
  ].join('\n');
}

/**
 * Extracts the faults from Prisma's message and replaces the paths of the copy by those of the schema.
 */
function describeRefusal(message: string, copy: string, { files }: OwnSchema, given: string): string {
  const [, faults] = /^(error: .*?)\s*(?:^Validation Error Count|$(?![^]))/ms.exec(message) ?? [];
  const text = files.reduce(
    (all, { path, file }) => all.replaceAll(join(copy, path), file),
    faults ?? message,
  );
  return `Prisma cannot read ${given}:\n\n${text}`;
}
