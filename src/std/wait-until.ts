import { setTimeout as delay } from 'node:timers/promises';

/** How often a condition is asked, and for how long. */
export interface WaitUntilOptions {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks again and again until the condition holds: true then, false once `timeoutMs` have passed without it.
 * The first question is asked at once. What the condition throws, and an abort, end the waiting.
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
