import { LRUCache } from 'lru-cache';

/** Kinds of statements whose times are kept, and how long their names may be in all, in characters. */
const keptTimes = { max: 1_000, maxSize: 2_000_000 };

/** The part that the latest run has in what the next one is expected to take. */
const latestPart = 1 / 4;

/** For how long after a slow statement one whose time is not known is taken for slow, too. */
const cautionMs = 10_000;

/** How long statements of a kind took lately: what the next one is expected to take. */
export class StatementTimes {
  readonly #slowMs: number;
  readonly #now: () => number;
  readonly #times = new LRUCache<string, number>(keptTimes);
  #cautiousUntilMs = -Infinity;

  /** @param slowMs what a slow statement takes longer than. */
  constructor(slowMs: number, now: () => number) {
    this.#slowMs = slowMs;
    this.#now = now;
  }

  /** Returns what a statement is expected to take; of a kind that is new, more than `slowMs` while others were slow lately. */
  expect(kind: string): number {
    return this.#times.get(kind) ?? (this.#now() < this.#cautiousUntilMs ? Infinity : 0);
  }

  /** Notes what a statement took. */
  note(kind: string, tookMs: number): void {
    const before = this.#times.get(kind) ?? tookMs;
    this.#times.set(kind, before + latestPart * (tookMs - before), { size: kind.length + 1 });
    if (tookMs > this.#slowMs) this.#cautiousUntilMs = this.#now() + cautionMs;
  }
}
