import { readFile } from 'node:fs/promises';
import { ConfigError, type Config } from '../config.ts';
import { modelFile } from '../gateway.ts';
import type { Models } from '../model/model.ts';
import { ModelError } from '../prisma-schema/model-error.ts';
import { readModel } from '../prisma-schema/read-model.ts';
import { hasCode } from '../std/has-code.ts';
import type { CommandHost } from './command-host.ts';
import { generateModel } from './generate-model.ts';
import { pullInMemory } from './pull-in-memory.ts';
import { readOwnSchema, resolveGiven } from './read-own-schema.ts';

/** The models to serve, and the document that they were read from. */
export interface LoadedModels {
  readonly models: Models;
  readonly document: unknown;
  /** The maker of the schema: the operator, the database itself, or Gather. */
  readonly origin: 'own' | 'pulled' | 'bundled';
}

/** Loads the models of the schema in PRISMA_SCHEMA, else those of the database, else the bundled ones. */
export async function loadModels(
  config: Config,
  host: Pick<CommandHost, 'env' | 'stop'>,
  report: (message: string) => void,
): Promise<LoadedModels> {
  const { document, origin } = await loadDocument(config, host, report);
  return { models: readModel(document), document, origin };
}

async function loadDocument(
  config: Config,
  host: Pick<CommandHost, 'env' | 'stop'>,
  report: (message: string) => void,
): Promise<Omit<LoadedModels, 'models'>> {
  const { prismaSchema: given } = config;
  if (given !== undefined) return { document: await loadOwn(given, host, report), origin: 'own' };
  const pulled = await pullInMemory(config, report);
  if (pulled !== undefined) return { document: pulled, origin: 'pulled' };
  return { document: JSON.parse(await readFile(modelFile, 'utf8')), origin: 'bundled' };
}

async function loadOwn(
  given: string,
  host: Pick<CommandHost, 'env' | 'stop'>,
  report: (message: string) => void,
): Promise<unknown> {
  const path = resolveGiven(given, host);
  if (path.endsWith('.json')) return await readDocument(given, path);
  const schema = await readOwnSchema(given, path);
  report(`reading ${given} …`);
  return await generateModel({ schema, given, stop: host.stop });
}

async function readDocument(given: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      throw new ConfigError([
        `PRISMA_SCHEMA: expected the output of \`gather model\`, got ${JSON.stringify(given)}: there is no ${path}`,
      ]);
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModelError(`${given} is not JSON: ${error.message}. \`gather model\` writes it again.`);
  }
}
