/** A value of a bag and its current position. */
interface Entry<T> {
  readonly value: T;
  index: number;
}

/**
 * Values in no order, for those that come and go all the time. A long-lived Set or Map that is rebuilt
 * keeps a chain of its old tables, and with them the values that have gone. An array keeps nothing
 * (docs/decisions/0017).
 */
export class Bag<T> implements Iterable<T> {
  readonly #entries: Entry<T>[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** Adds a value. Disposing the result removes it; a second time has no effect. */
  add(value: T): Disposable {
    const entry = { value, index: this.#entries.length };
    this.#entries.push(entry);
    return { [Symbol.dispose]: () => this.#remove(entry) };
  }

  *[Symbol.iterator](): Generator<T> {
    for (const { value } of this.#entries) yield value;
  }

  #remove(entry: Entry<T>): void {
    if (this.#entries[entry.index] !== entry) return;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#entries[entry.index] = last;
    last.index = entry.index;
  }
}
