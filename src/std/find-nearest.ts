import { distance } from 'fastest-levenshtein';

/**
 * Finds the name that differs from the given one by the fewest edits, whatever the case of its letters. Gives undefined
 * where all differ by more than `editsMax`, which is half of the longer name's length by default.
 */
export function findNearest(
  name: string,
  candidates: Iterable<string>,
  editsMax = Infinity,
): string | undefined {
  let nearest: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    const most = Math.min(editsMax, Math.max(name.length, candidate.length) / 2);
    if (edits > most || edits >= least) continue;
    [nearest, least] = [candidate, edits];
  }
  return nearest;
}
