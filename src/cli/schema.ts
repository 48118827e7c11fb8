import { printSchema as printGraphQLSchema } from 'graphql';
import { readGeneratedModel } from '../gateway.ts';
import { buildSchema } from '../schema/build-schema.ts';
import type { CommandHost } from './command-host.ts';
import { readSettings } from './read-settings.ts';

/** Prints the schema in the GraphQL schema language. */
export async function printSchema(host: CommandHost): Promise<void> {
  const models = await readGeneratedModel();
  host.writeOut(`${printGraphQLSchema(buildSchema(models, readSettings(host.env)))}\n`);
}
