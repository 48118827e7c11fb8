import type { ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import { Bag } from '../std/bag.ts';

/** The limits of answers that wait for their clients. */
export interface UnreadAnswersOptions {
  /** The time after which a client that reads nothing is cut off. */
  readonly writeTimeoutMs: number;
  /** The maximum number of bytes that wait. */
  readonly unreadMaxBytes: number;
  readonly log: Log;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/** An answer, or a part of one, that its client has not read. */
export interface UnreadAnswer {
  /** Notes that the client has read more. */
  readonly noteProgress: () => void;
  /** Ends the wait, because the client has read everything or is gone. */
  readonly end: () => void;
}

interface Waiting {
  readonly response: ServerResponse;
  readonly bytes: number;
  /** The time at which the client last read something. */
  progressAt: number;
  /** Undefined once the wait has ended. */
  membership: Disposable | undefined;
}

/** The time without progress after which a client may be cut off to make room for others. */
const stalledMs = 1_000;
const sweepMostMs = 1_000;

/**
 * The written answers that their clients have not read. Each stays in memory until the last byte is read.
 * So clients that stop reading are cut off after a time, and the size of all unread answers is bounded.
 * Beyond the bound the clients without progress are cut off, the slowest first. If there are none, the
 * new answer is refused.
 */
export class UnreadAnswers implements Disposable {
  readonly #options: UnreadAnswersOptions;
  readonly #now: () => number;
  readonly #waiting = new Bag<Waiting>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: UnreadAnswersOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Returns the number of bytes that wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Makes room for an answer. Returns `false` if there is none. A single answer always has room, whatever
   * its size.
   */
  makeRoom(bytes: number): boolean {
    const fits = (): boolean => this.#bytes === 0 || this.#bytes + bytes <= this.#options.unreadMaxBytes;
    if (!fits()) this.#cut(stalledMs, fits);
    return fits();
  }

  /** Counts an answer, or a part of one, until the wait is ended. */
  hold(response: ServerResponse, bytes: number): UnreadAnswer {
    const waiting: Waiting = { response, bytes, progressAt: this.#now(), membership: undefined };
    waiting.membership = this.#waiting.add(waiting);
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
    if (waiting.membership === undefined) return;
    waiting.membership[Symbol.dispose]();
    waiting.membership = undefined;
    this.#bytes -= waiting.bytes;
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Cuts off clients without progress for this long, the slowest first, until there is enough room. */
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
