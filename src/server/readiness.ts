import type { Log } from '../log.ts';
import { rootMessage } from '../std/root-message.ts';

/** Where readiness is found out, and told. */
export interface ReadinessOptions {
  /** Rejects with the reason when the database cannot be reached. */
  readonly ready: () => Promise<void>;
  readonly log: Log;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
}

const intervalMs = 1_000;
/** How often the log says that an outage goes on. */
const repeatMs = 60_000;

/**
 * Knows whether the database answers, and logs an outage when it begins, once a minute while it lasts and when it ends:
 * whether or not anybody asks for it. What keeps a gateway from its first start is logged where it waits for that.
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

  /** Asks the database for a probe. Gives the reason where it cannot be served. */
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

  /** Asks the database for the log alone. */
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
