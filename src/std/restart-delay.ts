/** A process that has run for this long did not end because of its start. */
export const settledMs = 10_000;

const leastMs = 250;
const mostMs = 10_000;

/**
 * How long to wait before a process that has ended is replaced, in milliseconds: not at all at first; when the ones before it have
 * ended right after their start, too, twice as long each time, up to ten seconds.
 * @param quickEnds ends in a row that came sooner than `settledMs` after the start.
 */
export function restartDelay(quickEnds: number): number {
  return quickEnds < 2 ? 0 : Math.min(mostMs, leastMs * 2 ** (quickEnds - 2));
}
