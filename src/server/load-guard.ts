import type { Log } from '../log.ts';

/** How much may be asked of the process at once. */
export interface LoadGuardOptions {
  /** Requests that are answered at once at most. */
  readonly requestsMax: number;
  /** Delay of the event loop from which on fewer requests are answered at once. */
  readonly eventLoopDelayMaxMs: number;
  readonly log: Log;
  /** Calls the listener with each reading of the event loop's delay. */
  readonly watchEventLoop: (listener: (delayMs: number) => void) => Disposable;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
}

/**
 * So many requests are never held back at first, and so many once an overload has lasted: a machine that is busy with
 * other things pauses every process now and then, which says nothing about its requests.
 */
const limitLeast = 64;
const limitLeastLasting = 16;
const lastingMs = 1_000;
/** An event loop falls behind when it is late by so much more than it may be, at once or reading by reading. */
const lateFactor = 5;
/** How much the limit rises with each reading of an event loop that keeps up. */
const rise = 1.1;
/** A process that has refused nothing for so long is no longer overloaded. */
const recoveryMs = 1_000;
/** How often the log says that an overload goes on. */
const repeatMs = 60_000;

/**
 * Admits requests as long as the process keeps up with them. It answers at most `requestsMax` at once, and fewer where the
 * event loop falls behind: when it is three times as late as it may be, a third of those that it had to do with. With
 * each reading that is in time the limit rises again by a little. So under any load about as many requests are taken on as
 * the machine can answer in time, and those beyond are refused at once rather than kept waiting.
 */
export class LoadGuard implements Disposable {
  readonly #options: LoadGuardOptions;
  readonly #now: () => number;
  readonly #watching: Disposable;
  /** How many may be taken until the next reading. */
  #limit = Infinity;
  /** By how much the event loop was late since it was in time last, in milliseconds. */
  #lateMs = 0;
  #running = 0;
  /** Those that ran at the last reading, and those that have begun since: some begin and end within a turn of the loop. */
  #taken = 0;
  #refused = 0;
  /** When the overload ends, unless it goes on; and when the log speaks of it again. */
  #overloadedUntil: number | undefined;
  #toldUntil = -Infinity;

  constructor(options: LoadGuardOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#watching = options.watchEventLoop((delayMs) => this.#note(delayMs));
  }

  /** Whether the event loop falls behind or requests are refused, or that was so a moment ago. */
  get isOverloaded(): boolean {
    return this.#overloadedUntil !== undefined && this.#now() < this.#overloadedUntil;
  }

  /** Whether one more request may begin; one that may not is counted as refused. */
  hasRoom(): boolean {
    if (this.#running < this.#options.requestsMax && this.#taken < this.#limit) return true;
    this.#refused += 1;
    this.#noteRefusal();
    return false;
  }

  /** Takes a request on, where there is room; it leaves when the result is disposed. */
  enter(): Disposable | undefined {
    if (!this.hasRoom()) return undefined;
    this.#running += 1;
    this.#taken += 1;
    return {
      [Symbol.dispose]: () => {
        this.#running -= 1;
      },
    };
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
  }

  #note(delayMs: number): void {
    const { eventLoopDelayMaxMs, log } = this.#options;
    this.#lateMs = delayMs > eventLoopDelayMaxMs ? this.#lateMs + delayMs : 0;
    if (this.#lateMs > eventLoopDelayMaxMs * lateFactor) {
      const least = this.#lateMs < lastingMs ? limitLeast : limitLeastLasting;
      const kept = Math.floor((this.#taken * eventLoopDelayMaxMs) / delayMs);
      this.#limit = Math.min(this.#limit, Math.max(least, kept));
      this.#overloadedUntil = this.#now() + recoveryMs;
    } else this.#limit = Math.ceil(this.#limit * rise);
    this.#taken = this.#running;
    if (this.#overloadedUntil === undefined || this.isOverloaded) return;
    this.#overloadedUntil = undefined;
    this.#toldUntil = -Infinity;
    if (this.#refused > 0) log.info({ refused: this.#refused }, 'No longer overloaded');
    this.#refused = 0;
  }

  #noteRefusal(): void {
    const now = this.#now();
    if (now >= this.#toldUntil) {
      this.#toldUntil = now + repeatMs;
      this.#options.log.warn(
        {
          running: this.#running,
          limit: Math.min(this.#limit, this.#options.requestsMax),
          refused: this.#refused,
          lateMs: Math.round(this.#lateMs),
        },
        'Overloaded: requests are refused',
      );
    }
    this.#overloadedUntil = now + recoveryMs;
  }
}
