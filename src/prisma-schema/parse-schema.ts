import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { SchemaFile } from './scan-schema.ts';

/** The data model of a Prisma schema with the schema's own text, as `gather model` prints it. */
export interface ParsedSchema {
  readonly version: 1;
  readonly models: unknown;
  readonly enums: unknown;
  readonly types: unknown;
  readonly indexes: unknown;
  /** The whole text, which has what the data model lacks. */
  readonly schema: string;
  readonly files: readonly SchemaFile[];
}

/** A schema that Prisma refuses. The message is Prisma's, and names each fault with its file and line. */
export class PrismaRefusal extends Error {
  override readonly name = 'PrismaRefusal';
}

type Outcome =
  { readonly parsed: ParsedSchema } | { readonly formatted: string } | { readonly refusal: string };

const order = z.object({
  schemaFiles: z.array(z.object({ file: z.string(), text: z.string() })),
  act: z.enum(['parse', 'format']),
});
type Order = z.infer<typeof order>;
/** The parser writes its faults as JSON into the message of an error. */
const refusal = z.object({ message: z.string() });

/**
 * Parses the files of a schema with Prisma's own parser, compiled to WebAssembly. It runs in a thread of its
 * own, because WebAssembly never returns its memory: 100 MB after a schema of 120 models.
 * @throws PrismaRefusal if Prisma does not accept the schema.
 */
export async function parseSchema(files: readonly SchemaFile[], signal?: AbortSignal): Promise<ParsedSchema> {
  const outcome = await runInThread({ schemaFiles: [...files], act: 'parse' }, signal);
  if ('refusal' in outcome) throw new PrismaRefusal(outcome.refusal);
  if ('parsed' in outcome) return outcome.parsed;
  throw new Error('The thread has formatted a schema that it was to parse.');
}

/** Aligns the text of a schema as Prisma's formatter does. */
export async function formatSchema(text: string): Promise<string> {
  const outcome = await runInThread({ schemaFiles: [{ file: 'schema.prisma', text }], act: 'format' });
  return 'formatted' in outcome ? outcome.formatted : text;
}

async function runInThread(given: Order, signal?: AbortSignal): Promise<Outcome> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL(import.meta.url), { workerData: given });
  try {
    const [outcome] = (await once(worker, 'message', signal && { signal })) as [Outcome]; // sent below
    return outcome;
  } finally {
    await worker.terminate();
  }
}

async function answer({ schemaFiles, act }: Order): Promise<Outcome> {
  // It is CommonJS, and only this thread loads it.
  const { default: parser } = await import('@prisma/prisma-schema-wasm');
  const prismaSchema = schemaFiles.map(({ file, text }) => [file, text]);
  if (act === 'format') return { formatted: format(parser, prismaSchema) };
  try {
    const { datamodel } = JSON.parse(parser.get_dmmf(JSON.stringify({ prismaSchema, noColor: true }))) as {
      readonly datamodel: Pick<ParsedSchema, 'models' | 'enums' | 'types' | 'indexes'>; // Prisma's declared format
    };
    const { models, enums, types, indexes } = datamodel;
    const schema = schemaFiles.map(({ text }) => text).join('\n');
    return { parsed: { version: 1, models, enums, types, indexes, schema, files: schemaFiles } };
  } catch (error) {
    const message = readRefusal(error);
    if (message === undefined) throw error;
    return { refusal: message };
  }
}

function format(
  parser: { readonly format: (schema: string, options: string) => string },
  prismaSchema: readonly (readonly string[])[],
): string {
  const options = {
    textDocument: { uri: 'file:/schema.prisma' },
    options: { tabSize: 2, insertSpaces: true },
  };
  const [[, text = ''] = []] = JSON.parse(
    parser.format(JSON.stringify(prismaSchema), JSON.stringify(options)),
  ) as readonly (readonly string[])[]; // the files as they were given
  return text;
}

function readRefusal(error: unknown): string | undefined {
  try {
    return refusal.parse(JSON.parse(error instanceof Error ? error.message : '')).message;
  } catch {
    return undefined;
  }
}

const given = order.safeParse(isMainThread ? undefined : workerData);
if (given.success) parentPort?.postMessage(await answer(given.data), []);
