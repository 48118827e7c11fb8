/**
 * A topic of events. Listeners hear what is published while they are subscribed. Publishers may ask
 * `hasSubscribers` first, so that an event that nobody hears is never built.
 */
export class Topic<T> {
  /** Replaced by each change, so that a listener may subscribe or leave while an event is published. */
  #listeners: readonly ((event: T) => void)[] = [];

  get hasSubscribers(): boolean {
    return this.#listeners.length > 0;
  }

  /** Calls every listener. An error that one throws becomes an uncaught exception and stops no other. */
  publish(event: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** Calls `listener` for each event until the subscription is disposed. */
  subscribe(listener: (event: T) => void): Disposable {
    const own = (event: T): void => listener(event); // the same function may be subscribed twice
    this.#listeners = [...this.#listeners, own];
    return {
      [Symbol.dispose]: () => {
        this.#listeners = this.#listeners.filter((each) => each !== own);
      },
    };
  }
}
