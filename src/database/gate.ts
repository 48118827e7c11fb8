/** A task that waits for the gate, or runs. */
export interface Ticket {
  /** Takes a task that still waits out of the queue; a running one runs on. */
  readonly withdraw: () => void;
}

/** A place in the queue; empty when the task has left it. */
interface Place {
  task: (() => Promise<void>) | undefined;
}

/** Empty places that the queue may hold beside those taken. */
const emptyPlacesMax = 100;

/**
 * Lets at most `limit` tasks run at once; the rest wait in the order of their coming. It is the one queue in front of
 * the database: who needs a connection enters here.
 */
export class Gate {
  readonly #limit: number;
  /** In the order of their coming. Not a Set: each table that a Set has outgrown leads to all that came after it. */
  #queue: Place[] = [];
  #waiting = 0;
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs the task as soon as there is room: at once, where there is. The task must not reject. */
  enter(task: () => Promise<void>): Ticket {
    const place: Place = { task };
    this.#queue.push(place);
    this.#waiting++;
    this.#admit();
    return { withdraw: () => this.#withdraw(place) };
  }

  /** How many tasks run. */
  get running(): number {
    return this.#running;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.#waiting;
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
    while (this.#running < this.#limit && this.#waiting > 0) {
      const task = this.#leave(this.#queue.shift());
      if (task === undefined) continue;
      this.#running++;
      void task().finally(() => {
        this.#running--;
        this.#admit();
      });
    }
  }

  #withdraw(place: Place): void {
    this.#leave(place);
    // While nothing is admitted, what was withdrawn must not pile up.
    if (this.#queue.length > 2 * this.#waiting + emptyPlacesMax)
      this.#queue = this.#queue.filter(({ task }) => task !== undefined);
  }

  /** Empties the place, and gives the task that waited there. */
  #leave(place: Place | undefined): Place['task'] {
    const task = place?.task;
    if (place === undefined || task === undefined) return undefined;
    place.task = undefined;
    this.#waiting--;
    return task;
  }
}
