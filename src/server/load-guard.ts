import type { Log } from '../log.ts';

/** The limits of the load on the process. */
export interface LoadGuardOptions {
  /** The maximum number of concurrent requests. */
  readonly requestsMax: number;
  /** The delay of the event loop from which fewer requests may run. */
  readonly eventLoopDelayMaxMs: number;
  readonly log: Log;
  /** Calls the listener with each measured delay of the event loop. */
  readonly watchEventLoop: (listener: (delayMs: number) => void) => Disposable;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/**
 * The limit never falls below the first number, or below the second one after a lasting overload. A busy
 * machine pauses every process now and then, whatever its requests.
 */
const limitLeast = 64;
const limitLeastLasting = 16;
const lastingMs = 1_000;
/**
 * The multiple of the tolerated delay, in one reading or a row of them, from which the event loop is
 * behind.
 */
const lateFactor = 5;
/** The growth of the limit with each reading in time. */
const rise = 1.1;
/** The time without a refusal after which the overload has ended. */
const recoveryMs = 1_000;
/** The interval at which the log repeats that an overload continues. */
const repeatMs = 60_000;

/**
 * A guard that admits requests as long as the process keeps up. At most `requestsMax` run at once. If the
 * event loop is three times as late as tolerated, only a third of the recent number may run. Each reading
 * in time raises the limit a little. So the process admits about as many requests as the machine can
 * answer in time, and refuses the others at once.
 */
export class LoadGuard implements Disposable {
  readonly #options: LoadGuardOptions;
  readonly #now: () => number;
  readonly #watching: Disposable;
  /** The number of requests that may be admitted until the next reading. */
  #limit = Infinity;
  /** The sum of the delays since the last reading in time, in milliseconds. */
  #lateMs = 0;
  #running = 0;
  /**
   * The requests that ran at the last reading or began since. Some begin and end within one turn of the
   * loop.
   */
  #taken = 0;
  #refused = 0;
  /** The end of the overload, unless it continues. */
  #overloadedUntil: number | undefined;
  #toldUntil = -Infinity;

  constructor(options: LoadGuardOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#watching = options.watchEventLoop((delayMs) => this.#note(delayMs));
  }

  /** Checks if the event loop is behind or requests are refused, or were a moment ago. */
  get isOverloaded(): boolean {
    return this.#overloadedUntil !== undefined && this.#now() < this.#overloadedUntil;
  }

  /** Checks if another request may begin. Counts it as refused if not. */
  hasRoom(): boolean {
    if (this.#running < this.#options.requestsMax && this.#taken < this.#limit) return true;
    this.#refused += 1;
    this.#noteRefusal();
    return false;
  }

  /** Admits a request if there is room. It leaves when the result is disposed. */
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
