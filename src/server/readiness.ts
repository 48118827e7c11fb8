import type { Log } from '../log.ts';
import { rootMessage } from '../std/root-message.ts';

/** The options of readiness. */
export interface ReadinessOptions {
  /** Rejects with the reason if the database cannot be reached. */
  readonly ready: () => Promise<void>;
  readonly log: Log;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

const intervalMs = 1_000;
/** The interval at which the log repeats that an outage continues. */
const repeatMs = 60_000;

/**
 * The state of the database's availability. It logs an outage when it begins, once a minute, and when it
 * ends, even without probes. The first connection is logged elsewhere.
 */
export class Readiness implements Disposable {
  readonly #options: ReadinessOptions;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  /** Undefined until it is known. */
  #isReady: boolean | undefined;
  #failingSince: number | undefined;
  #toldAt = 0;

  constructor(options: ReadinessOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#timer = setInterval(() => void this.watch(), intervalMs).unref();
  }

  /** Checks the database for a probe. Resolves to the reason if it is not available. */
  async check(): Promise<{ readonly reason: unknown } | undefined> {
    try {
      await this.#options.ready();
      this.#noteReady();
      return undefined;
    } catch (reason) {
      if (this.#isReady !== false) this.#begin(reason);
      else this.#repeat(reason);
      return { reason };
    }
  }

  /** Checks the database only for the log. */
  async watch(): Promise<void> {
    if (this.#isReady !== undefined) {
      await this.check();
      return;
    }
    try {
      await this.#options.ready();
      this.#noteReady();
    } catch (error) {
      this.#failingSince ??= this.#toldAt = this.#now();
      this.#repeat(error);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #noteReady(): void {
    if (this.#isReady === false) {
      const afterMs = Math.round(this.#now() - (this.#failingSince ?? 0));
      this.#options.log.info({ afterMs }, 'ready: the database answers');
    }
    this.#isReady = true;
    this.#failingSince = undefined;
  }

  #begin(error: unknown): void {
    this.#isReady = false;
    this.#failingSince ??= this.#now();
    this.#toldAt = this.#now();
    this.#options.log.warn({ reason: rootMessage(error) }, 'not ready');
  }

  #repeat(error: unknown): void {
    const now = this.#now();
    if (now - this.#toldAt < repeatMs) return;
    this.#toldAt = now;
    const forMs = Math.round(now - (this.#failingSince ?? now));
    this.#options.log.warn({ reason: rootMessage(error), forMs }, 'still not ready');
  }
}
