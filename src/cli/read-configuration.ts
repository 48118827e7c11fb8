import type { Config } from '../config.ts';
import type { CommandHost } from './command-host.ts';
import { type ConfigFile, readConfigFile } from './config-file/read-config-file.ts';
import { type CommandNeeds, readSettings } from './read-settings.ts';

/**
 * Reads the settings of a command from the environment and from the configuration file.
 * @param onFile is called with the file, also if it has faults.
 * @throws ConfigError with all faults.
 */
export async function readConfiguration(
  host: Pick<CommandHost, 'env'>,
  needs: CommandNeeds,
  onFile?: (file: ConfigFile) => void,
): Promise<Config> {
  const file = await readConfigFile(host);
  onFile?.(file);
  return await readSettings(host, needs, file);
}
