import type { CommandHost } from './command-host.ts';
import { loadModels } from './load-models.ts';
import { readConfiguration } from './read-configuration.ts';

/** Prints the data model of the Prisma schema, for gateways that do not parse the schema themselves. */
export async function printModel(host: CommandHost): Promise<void> {
  const config = await readConfiguration(host, { database: false });
  const { models, document } = await loadModels(config, host, (message) => host.writeError(`${message}\n`));
  for (const warning of models.warnings) host.writeError(`${warning}\n`);
  host.writeOut(`${JSON.stringify(document)}\n`);
}
