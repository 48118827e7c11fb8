import { type GraphQLSchema, printSchema as printGraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import { Events } from '../events.ts';
import { buildLog } from '../log.ts';
import type { Models } from '../model/model.ts';
import { OwnThreads } from '../own/own-threads.ts';
import { buildSchema } from '../schema/build-schema.ts';
import { extendSchema } from '../schema/own/extend-schema.ts';
import type { CommandHost } from './command-host.ts';
import { loadOwnCode } from './config-file/load-own-code.ts';
import { type ConfigFile, noConfigFile } from './config-file/read-config-file.ts';
import { loadModels } from './load-models.ts';
import { readConfiguration } from './read-configuration.ts';

/** Prints the schema in GraphQL's schema definition language, with the types and fields of own code. */
export async function printSchema(host: CommandHost): Promise<void> {
  let file = noConfigFile;
  const config = await readConfiguration(host, { database: false }, (read) => (file = read));
  const { models } = await loadModels(config, host, (message) => host.writeError(`${message}\n`));
  for (const warning of models.warnings) host.writeError(`${warning}\n`);
  host.writeOut(`${printGraphQLSchema(await buildWithOwn(host, file, { models, config }))}\n`);
}

async function buildWithOwn(
  host: CommandHost,
  { path }: ConfigFile,
  { models, config }: { readonly models: Models; readonly config: Config },
): Promise<GraphQLSchema> {
  const schema = buildSchema(models, config);
  const code = await loadOwnCode(host, path);
  if (code?.own === undefined) return schema;
  const log = buildLog({ level: 'silent', destination: { write: () => undefined } });
  const ownHost = { log, models, events: new Events(), production: config.production };
  // Nothing is called, so no thread starts.
  await using threads = new OwnThreads();
  try {
    return extendSchema(schema, code.own, { ...config, models, host: ownHost, threads });
  } catch (error) {
    throw code.locate(error);
  }
}
