import { pacer } from './pacer.ts';

/** Work that yields wherever it may be interrupted, and returns its result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/**
 * Does work in steps, so that requests and timers run in between if it takes long. Short work is done at
 * once. `check` is called after each pause, and ends the work by throwing.
 */
export async function inSteps<T>(steps: Steps<T>, check: () => void): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (!pacer.isDue) continue;
    await pacer.pause();
    check();
  }
}

/** Does work in steps without a pause between them. */
export function atOnce<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** Does a piece of work as one step. */
export function* oneStep<T>(work: () => T): Steps<T> {
  yield;
  return work();
}

/** Maps items, and may be interrupted after each. */
export function* mapSteps<T, U>(
  items: Iterable<T>,
  transform: (item: T, index: number) => U,
): Steps<readonly U[]> {
  const results: U[] = [];
  for (const item of items) {
    results.push(transform(item, results.length));
    yield;
  }
  return results;
}
