import { Bag } from '../std/bag.ts';
import type { Exchange } from './exchange.ts';

/** The number of cut-off requests that the log names. */
const operationsNamed = 20;

/** The requests that are being answered. */
export class RunningRequests {
  readonly #exchanges = new Bag<Exchange>();
  #onIdle: (() => void) | undefined;

  get size(): number {
    return this.#exchanges.size;
  }

  /** Adds a request until the result is disposed. */
  add(exchange: Exchange): Disposable {
    const membership = this.#exchanges.add(exchange);
    return {
      [Symbol.dispose]: () => {
        membership[Symbol.dispose]();
        if (this.#exchanges.size === 0) this.#onIdle?.();
      },
    };
  }

  /** Waits until none is left. Concurrent calls wait for the same moment. */
  async ended(): Promise<void> {
    if (this.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#onIdle;
    this.#onIdle = () => {
      before?.();
      resolve();
    };
    await promise;
  }

  /** Cuts all of them off. */
  cutOff(): void {
    for (const exchange of this.#exchanges) exchange.cutOff();
  }

  /** Names the operations of some of them. */
  operations(): readonly (string | undefined)[] {
    return [...this.#exchanges]
      .map(({ operationName, operationType }) => operationName ?? operationType)
      .slice(0, operationsNamed);
  }
}
