import type { Random } from '../../../prisma/seed/random.ts';

/** One of a list, which the types do not know to have any. */
export function pickFrom<T>(random: Random, list: readonly T[]): T {
  const [first, ...others] = list;
  if (first === undefined) throw new Error('Expected something to pick from.');
  return random.pick([first, ...others]);
}
