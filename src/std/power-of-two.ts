/** Returns the smallest power of two that is at least `count` and at least 1. */
export function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(count, 1)));
}
