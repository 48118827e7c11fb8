import { type Gateway, type GatewayOptions, openGateway } from '../gateway.ts';
import type { CommandHost } from './command-host.ts';
import { loadOwnCode } from './config-file/load-own-code.ts';

/**
 * Opens a gateway with the own code and the viewers of the configuration file.
 * @throws ConfigError with their faults, each with its file and line.
 */
export async function openOwnGateway(
  host: Pick<CommandHost, 'env'>,
  configFile: string | undefined,
  options: Omit<GatewayOptions, 'own' | 'viewer'>,
): Promise<Gateway> {
  const code = await loadOwnCode(host, configFile);
  if (code === undefined) return await openGateway(options);
  try {
    return await openGateway({ ...options, own: code.own, viewer: code.viewer });
  } catch (error) {
    throw code.locate(error);
  }
}
