import type { Setting } from '../setting.ts';
import { settings } from '../settings.ts';
import { findNearest } from '../std/find-nearest.ts';

/** The length from which two edits are tolerated, such as two swapped letters. */
const longName = 8;

/**
 * Finds variables whose names are close to those of settings that are not set. Returns a sentence for
 * each.
 */
export function findMisspelt(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const names = Object.values<Setting<unknown>>(settings).map(({ variable }) => variable);
  const missing = names.filter((name) => environment[name] === undefined);
  return Object.keys(environment).flatMap((given) => {
    if (names.includes(given)) return [];
    const meant = findNearest(given, missing, given.length < longName ? 1 : 2);
    return meant === undefined ? [] : [`${given} is not a setting. Did you mean ${meant}?`];
  });
}
