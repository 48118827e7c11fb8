import { printSchema as printGraphQLSchema } from 'graphql';
import { buildSchema } from '../schema/build-schema.ts';
import type { CommandHost } from './command-host.ts';
import { loadModels } from './load-models.ts';
import { readConfiguration } from './read-configuration.ts';

/** Prints the schema in GraphQL's schema definition language. */
export async function printSchema(host: CommandHost): Promise<void> {
  const config = await readConfiguration(host, { database: false });
  const { models } = await loadModels(config, host, (message) => host.writeError(`${message}\n`));
  for (const warning of models.warnings) host.writeError(`${warning}\n`);
  host.writeOut(`${printGraphQLSchema(buildSchema(models, config))}\n`);
}
