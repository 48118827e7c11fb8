import type { ServerResponse } from 'node:http';
import type { Log } from '../log.ts';

/** How answers that wait for their clients are bounded. */
export interface UnreadAnswersOptions {
  /** A client that reads nothing for so long is cut off. */
  readonly writeTimeoutMs: number;
  /** Bytes that may wait in all. */
  readonly unreadMaxBytes: number;
  readonly log: Log;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
}

/** An answer that waits to be read, or a part of it. */
export interface UnreadAnswer {
  /** Tells that the client has read on. */
  readonly noteProgress: () => void;
  /** Ends the wait: the client has read all, or is gone. */
  readonly end: () => void;
}

interface Waiting {
  readonly response: ServerResponse;
  readonly bytes: number;
  /** When the client read something last. */
  progressAt: number;
}

/** A client that has read nothing for so long may be cut off where its answer takes others' room. */
const stalledMs = 1_000;
const sweepMostMs = 1_000;

/**
 * The answers that are written and not read yet. Each is held in memory whole until its client has taken the last
 * byte, so a client that stops reading is cut off after a time, and all of them together are bounded. Beyond the bound
 * those that have read nothing for longest make room; where nobody has stalled, the answer that comes is refused.
 */
export class UnreadAnswers implements Disposable {
  readonly #options: UnreadAnswersOptions;
  readonly #now: () => number;
  readonly #waiting = new Set<Waiting>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: UnreadAnswersOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** How many bytes wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Makes room for an answer; false where there is none. One alone always has room, however large it is. */
  makeRoom(bytes: number): boolean {
    const fits = (): boolean => this.#bytes === 0 || this.#bytes + bytes <= this.#options.unreadMaxBytes;
    if (!fits()) this.#cut(stalledMs, fits);
    return fits();
  }

  /** Counts an answer, or a part of it, from when it is given to its connection until the wait is ended. */
  hold(response: ServerResponse, bytes: number): UnreadAnswer {
    const waiting = { response, bytes, progressAt: this.#now() };
    this.#waiting.add(waiting);
    this.#bytes += bytes;
    const { writeTimeoutMs } = this.#options;
    this.#timer ??= setInterval(() => this.sweep(), Math.min(sweepMostMs, writeTimeoutMs / 4)).unref();
    return {
      noteProgress: () => (waiting.progressAt = this.#now()),
      end: () => this.#end(waiting),
    };
  }

  /** Cuts off the clients that have read nothing for too long. */
  sweep(): void {
    this.#cut(this.#options.writeTimeoutMs, () => false);
    if (this.#bytes > this.#options.unreadMaxBytes) this.makeRoom(0);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #end(waiting: Waiting): void {
    if (!this.#waiting.delete(waiting)) return;
    this.#bytes -= waiting.bytes;
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Cuts off those that have read nothing for so long, the longest first, until there is enough room. */
  #cut(stalledForMs: number, isEnough: () => boolean): void {
    const before = this.#now() - stalledForMs;
    const stalled = [...this.#waiting].filter(({ progressAt }) => progressAt <= before);
    let answers = 0;
    let bytes = 0;
    for (const waiting of stalled.toSorted((a, b) => a.progressAt - b.progressAt)) {
      if (isEnough()) break;
      this.#end(waiting);
      waiting.response.destroy();
      answers += 1;
      bytes += waiting.bytes;
    }
    if (answers > 0)
      this.#options.log.warn({ answers, bytes }, 'Clients that did not read their answers were cut off');
  }
}
