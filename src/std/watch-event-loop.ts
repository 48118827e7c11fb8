const intervalMs = 20;

/**
 * Calls the listener about every twenty milliseconds with how much later that was than it should have been, in
 * milliseconds: the event loop was kept from its other work for so long. The timer keeps no process running.
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
