import { LRUCache } from 'lru-cache';

/** Bounds of the kept times: the number of kinds, and the total length of their names in characters. */
const keptTimes = { max: 1_000, maxSize: 2_000_000 };

/** The weight of the latest run in the expected time of the next. */
const latestPart = 1 / 4;

/** The time after a slow statement in which statements of unknown kind count as slow. */
const cautionMs = 10_000;

/** The recent times of each kind of statement, from which the time of the next one is expected. */
export class StatementTimes {
  readonly #slowMs: number;
  readonly #now: () => number;
  readonly #times = new LRUCache<string, number>(keptTimes);
  #cautiousUntilMs = -Infinity;

  /** @param slowMs A statement that takes longer than this is slow. */
  constructor(slowMs: number, now: () => number) {
    this.#slowMs = slowMs;
    this.#now = now;
  }

  /** Returns the expected time of a statement. A new kind counts as slow if others were slow recently. */
  expect(kind: string): number {
    return this.#times.get(kind) ?? (this.#now() < this.#cautiousUntilMs ? Infinity : 0);
  }

  /** Records the time of a statement. */
  note(kind: string, tookMs: number): void {
    const before = this.#times.get(kind) ?? tookMs;
    this.#times.set(kind, before + latestPart * (tookMs - before), { size: kind.length + 1 });
    if (tookMs > this.#slowMs) this.#cautiousUntilMs = this.#now() + cautionMs;
  }
}
