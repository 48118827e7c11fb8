import { setTimeout as delay } from 'node:timers/promises';

/** The interval and the duration of a wait. */
export interface WaitUntilOptions {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks a condition again and again until it holds. Resolves to `true` then, or to `false` after
 * `timeoutMs`. The first check is immediate. An error of the condition, and an abort, end the wait.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { intervalMs, timeoutMs, signal }: WaitUntilOptions,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await condition()) return true;
    if (performance.now() >= deadline) return false;
    await delay(intervalMs, undefined, { signal });
  }
}
