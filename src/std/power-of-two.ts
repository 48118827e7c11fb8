/** The least power of two that is not below `count`, and 1 at least: few sizes stand for many. */
export function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(count, 1)));
}
