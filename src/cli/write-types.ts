import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Models } from '../model/model.ts';
import { writeRegister } from '../schema/own/write-register.ts';
import type { CommandHost } from './command-host.ts';
import { findConfigFile, readConfigFile } from './config-file/read-config-file.ts';
import { loadModels } from './load-models.ts';
import { readConfiguration } from './read-configuration.ts';

/** The name of the file of types, next to the configuration file. */
export const typesFileName = 'gather-env.d.ts';

/** Writes the types of the models, for own code in the configuration file. */
export async function runTypes(host: CommandHost): Promise<void> {
  const config = await readConfiguration(host, { database: false });
  const { models } = await loadModels(config, host, (message) => host.writeError(`${message}\n`));
  const { path, isChanged } = await writeTypes(host, models);
  host.writeOut(isChanged ? `Wrote ${path}.\n` : `${path} is up to date.\n`);
}

/** Brings the file of types up to date if there is one, which `gather init` and `gather types` write. */
export async function refreshTypes(host: Pick<CommandHost, 'env'>, models: Models): Promise<void> {
  if (existsSync(findTypesFile(host))) await writeTypes(host, models);
}

async function writeTypes(
  host: Pick<CommandHost, 'env'>,
  models: Models,
): Promise<{ readonly path: string; readonly isChanged: boolean }> {
  const path = findTypesFile(host);
  const { types } = await readConfigFile(host);
  const text = writeRegister(models, types);
  const before = existsSync(path) ? await readFile(path, 'utf8') : undefined;
  if (text !== before) await writeFile(path, text);
  return { path, isChanged: text !== before };
}

function findTypesFile(host: Pick<CommandHost, 'env'>): string {
  return join(dirname(findConfigFile(host)), typesFileName);
}
