/** A task that waits for the gate, or runs. */
export interface Ticket {
  /** Takes a task that still waits out of the queue; a running one runs on. */
  readonly withdraw: () => void;
}

/**
 * Lets at most `limit` tasks run at once; the rest wait in the order of their coming. It is the one queue in front of
 * the database: who needs a connection enters here.
 */
export class Gate {
  readonly #limit: number;
  readonly #waiting = new Set<() => Promise<void>>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs the task as soon as there is room: at once, where there is. The task must not reject. */
  enter(task: () => Promise<void>): Ticket {
    this.#waiting.add(task);
    this.#admit();
    return { withdraw: () => this.#waiting.delete(task) };
  }

  /** How many tasks run. */
  get running(): number {
    return this.#running;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Waits for a place and keeps it until it is disposed. Rejects with the signal's reason when it is given up before. */
  place(signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
    const giveUp = (): void => {
      ticket.withdraw();
      reject(signal.reason);
    };
    const ticket = this.enter(async () => {
      signal.removeEventListener('abort', giveUp);
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      resolve({ [Symbol.dispose]: leave });
      await left;
    });
    signal.addEventListener('abort', giveUp, { once: true });
    return promise;
  }

  #admit(): void {
    for (const task of this.#waiting) {
      if (this.#running >= this.#limit) return;
      this.#waiting.delete(task);
      this.#running++;
      void task().finally(() => {
        this.#running--;
        this.#admit();
      });
    }
  }
}
