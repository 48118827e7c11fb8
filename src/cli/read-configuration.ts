import type { Config } from '../config.ts';
import type { CommandHost } from './command-host.ts';
import { readConfigFile } from './config-file/read-config-file.ts';
import { type CommandNeeds, readSettings } from './read-settings.ts';

/**
 * Reads the settings of a command from the environment and from the configuration file.
 * @param onFiles is called with the files that the configuration is made of, also if it has faults.
 * @throws ConfigError with all faults.
 */
export async function readConfiguration(
  host: Pick<CommandHost, 'env'>,
  needs: CommandNeeds,
  onFiles?: (files: readonly string[]) => void,
): Promise<Config> {
  const file = await readConfigFile(host);
  onFiles?.(file.files);
  return await readSettings(host, needs, file);
}
