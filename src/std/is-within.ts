import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a promise for a limited time. Resolves to `true` if it has settled by then. */
export async function isWithin(timeoutMs: number, promise: PromiseLike<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = delay(timeoutMs, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    over.abort();
  }
}
