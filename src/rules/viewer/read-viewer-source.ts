import { type Config, ConfigError } from '../../config.ts';
import type { Models } from '../../model/model.ts';
import { readViewerDefinition, type ViewerSource } from './read-viewer-definition.ts';

/**
 * Reads the definition of viewers, if there is one.
 * @throws ConfigError with all faults, each with its path.
 */
export function readViewerSource(
  given: unknown,
  models: Models,
  { claimMaxValues }: Pick<Config, 'claimMaxValues'>,
): ViewerSource | undefined {
  if (given === undefined) return undefined;
  const faults: string[] = [];
  const source = readViewerDefinition(given, models.all, { claimMaxValues, faults });
  if (faults.length > 0) throw new ConfigError(faults);
  return source;
}
