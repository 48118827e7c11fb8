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

type Outcome = { readonly parsed: ParsedSchema } | { readonly refusal: string };

const order = z.object({ schemaFiles: z.array(z.object({ file: z.string(), text: z.string() })) });
/** The parser writes its faults as JSON into the message of an error. */
const refusal = z.object({ message: z.string() });

/**
 * Parses the files of a schema with Prisma's own parser, compiled to WebAssembly. It runs in a thread of its
 * own, because WebAssembly never returns its memory: 100 MB after a schema of 120 models.
 * @throws PrismaRefusal if Prisma does not accept the schema.
 */
export async function parseSchema(files: readonly SchemaFile[], signal?: AbortSignal): Promise<ParsedSchema> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { schemaFiles: [...files] } satisfies z.input<typeof order>,
  });
  try {
    const [outcome] = (await once(worker, 'message', signal && { signal })) as [Outcome]; // sent below
    if ('refusal' in outcome) throw new PrismaRefusal(outcome.refusal);
    return outcome.parsed;
  } finally {
    await worker.terminate();
  }
}

async function parseInThread(files: readonly SchemaFile[]): Promise<Outcome> {
  // It is CommonJS, and only this thread loads it.
  const { default: parser } = await import('@prisma/prisma-schema-wasm');
  const request = { prismaSchema: files.map(({ file, text }) => [file, text]), noColor: true };
  try {
    const { datamodel } = JSON.parse(parser.get_dmmf(JSON.stringify(request))) as {
      readonly datamodel: Pick<ParsedSchema, 'models' | 'enums' | 'types' | 'indexes'>; // Prisma's declared format
    };
    const { models, enums, types, indexes } = datamodel;
    const schema = files.map(({ text }) => text).join('\n');
    return { parsed: { version: 1, models, enums, types, indexes, schema, files } };
  } catch (error) {
    const message = readRefusal(error);
    if (message === undefined) throw error;
    return { refusal: message };
  }
}

function readRefusal(error: unknown): string | undefined {
  try {
    return refusal.parse(JSON.parse(error instanceof Error ? error.message : '')).message;
  } catch {
    return undefined;
  }
}

const given = order.safeParse(isMainThread ? undefined : workerData);
if (given.success) parentPort?.postMessage(await parseInThread(given.data.schemaFiles), []);
