/**
 * A cache with two bounds: entries, and the sum of their weights. What has not been read for longest goes first;
 * a value heavier than the whole bound is not kept.
 */
export class WeightedCache<Key, Value> {
  readonly #entries = new Map<Key, { value: Value; weight: number }>();
  readonly #maxEntries: number;
  readonly #maxWeight: number;
  #weight = 0;

  constructor(options: { readonly maxEntries: number; readonly maxWeight: number }) {
    this.#maxEntries = options.maxEntries;
    this.#maxWeight = options.maxWeight;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Finds a value and counts it as read. */
  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion, so what was read last goes to its end.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value and drops what then is too much. */
  set(key: Key, value: Value, weight: number): void {
    this.#drop(key);
    if (weight > this.#maxWeight) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#weight <= this.#maxWeight) break;
      this.#drop(oldest);
    }
  }

  #drop(key: Key): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#weight -= entry.weight;
    this.#entries.delete(key);
  }
}
