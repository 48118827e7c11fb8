import type { OwnOptions } from './own/builders.ts';
import type { ViewerDefinition } from './rules/viewer/viewer-definition.ts';
import type { UserConfig } from './user-config.ts';

/** A configuration file: settings, and what the user defines in code. */
export type GatherConfig = UserConfig &
  Pick<OwnOptions, 'types' | 'extend' | 'prisma'> & {
    /** The definition of viewers: who sends a request. Without it, all requests are anonymous. */
    readonly viewer?: ViewerDefinition | undefined;
  };

/** Returns a configuration unchanged, so that an editor knows its type. */
export function defineConfig(config: GatherConfig): GatherConfig {
  return config;
}
