/** A stream of numbers that is the same for the same seed on every machine. For demo data only. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    // A linear congruence shows its seed in its first numbers.
    for (let step = 0; step < 8; step += 1) this.fraction();
  }

  /** From 0, below 1. */
  fraction(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 0x1_0000_0000;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** As `below`, but the lower the likelier: half of all fall in the first quarter. */
  skewedBelow(limit: number): number {
    const fraction = this.fraction();
    return Math.floor(limit * fraction * fraction);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }
}
