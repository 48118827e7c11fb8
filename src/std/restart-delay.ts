/** A process that ran for this long did not end because of its start. */
export const settledMs = 10_000;

const leastMs = 250;
const mostMs = 10_000;

/**
 * Computes the delay before an ended process is replaced, in milliseconds. The first replacement has
 * none. After each further quick end it doubles, up to ten seconds.
 * @param quickEnds is the number of ends in a row that came sooner than `settledMs` after the start.
 */
export function restartDelay(quickEnds: number): number {
  return quickEnds < 2 ? 0 : Math.min(mostMs, leastMs * 2 ** (quickEnds - 2));
}
