const intervalMs = 20;

/**
 * Calls the listener about every twenty milliseconds with the delay of the event loop, in milliseconds.
 * The timer keeps no process running.
 */
export function watchEventLoop(listener: (delayMs: number) => void): Disposable {
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    listener(Math.max(0, now - before - intervalMs));
    before = now;
  }, intervalMs).unref();
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
