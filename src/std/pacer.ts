/**
 * A schedule that shares the event loop between long tasks. Within one turn of the loop all tasks
 * together work for `sliceMs`. The others continue in later turns, one task per turn, so that requests
 * and timers run in between.
 */
export class Pacer {
  readonly #sliceMs: number;
  readonly #now: () => number;
  /** The time at which the tasks of this turn began. Undefined if none has worked in it. */
  #startedMs: number | undefined;
  #waiting: (() => void)[] = [];
  #isScheduled = false;

  /** @param now reads a clock in milliseconds. */
  constructor(sliceMs: number, now: () => number = () => performance.now()) {
    this.#sliceMs = sliceMs;
    this.#now = now;
  }

  /** Checks if the time of this turn is used up, so that a task should `pause`. */
  get isDue(): boolean {
    const now = this.#now();
    if (this.#startedMs === undefined) {
      this.#startedMs = now;
      this.#schedule();
    }
    return now - this.#startedMs >= this.#sliceMs;
  }

  /** Waits for a turn in which the task may continue. */
  pause(): Promise<void> {
    this.#schedule();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#startedMs = undefined;
      const next = this.#waiting.shift();
      if (this.#waiting.length > 0) this.#schedule();
      next?.();
    });
  }
}

/** The time within one turn of the event loop that all long tasks of the process may take together. */
const sliceMs = 8;

/** Divides the event loop among the long tasks of the process. */
export const pacer = new Pacer(sliceMs);
