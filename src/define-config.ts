import type { OwnOptions } from './own/builders.ts';
import type { UserConfig } from './user-config.ts';

/** A configuration file: settings, and what the user defines in code. */
export type GatherConfig = UserConfig & Pick<OwnOptions, 'types' | 'extend' | 'prisma'>;

/** Returns a configuration unchanged, so that an editor knows its type. */
export function defineConfig(config: GatherConfig): GatherConfig {
  return config;
}
