/**
 * A binary heap. The first value precedes all others, and adding or removing a value takes O(log n)
 * steps.
 */
export class Heap<T> {
  readonly #isBefore: (one: T, other: T) => boolean;
  #values: T[] = [];

  constructor(isBefore: (one: T, other: T) => boolean) {
    this.#isBefore = isBefore;
  }

  get first(): T | undefined {
    return this.#values[0];
  }

  push(value: T): void {
    this.#values.push(value);
    this.#rise(this.#values.length - 1);
  }

  /** Removes the first value. */
  shift(): T | undefined {
    const first = this.#values[0];
    const last = this.#values.pop();
    if (last !== undefined && this.#values.length > 0) {
      this.#values[0] = last;
      this.sinkFirst();
    }
    return first;
  }

  /** Restores the order after the first value has changed and may no longer be first. */
  sinkFirst(): void {
    this.#sink(0);
  }

  /** Removes all values that do not meet the condition. */
  retain(condition: (value: T) => boolean): void {
    this.#values = this.#values.filter(condition);
    for (let at = (this.#values.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapUnlessBefore(parent, at)) return;
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (this.#comesBefore(child + 1, child)) child++;
      if (!this.#swapUnlessBefore(at, child)) return;
      at = child;
    }
  }

  #comesBefore(at: number, other: number): boolean {
    const [one, two] = [this.#values[at], this.#values[other]];
    return one !== undefined && two !== undefined && this.#isBefore(one, two);
  }

  /** Swaps a parent with its child if the child precedes it. Returns `true` if it did. */
  #swapUnlessBefore(parent: number, child: number): boolean {
    const [upper, lower] = [this.#values[parent], this.#values[child]];
    if (upper === undefined || lower === undefined || !this.#isBefore(lower, upper)) return false;
    this.#values[parent] = lower;
    this.#values[child] = upper;
    return true;
  }
}
