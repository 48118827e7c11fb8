import { distance } from 'fastest-levenshtein';

/**
 * Finds the candidate with the fewest edits from a name, ignoring case. Returns undefined if all differ
 * by more than `editsMax`, or by more than half of the longer name.
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
