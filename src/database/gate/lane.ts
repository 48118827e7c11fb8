import { Heap } from '../../std/heap.ts';
import { Line, type Flow, type GateEntry } from './flow.ts';

/** The flows that wait for one kind of slot. The flow whose statement is due first is first. */
export class Lane {
  readonly limit: number;
  /** The running statements of the lane. */
  running = 0;
  readonly #isSlow: boolean;
  readonly #lines = new Heap<Line>(isBefore);
  /** The entries in all lines, including those that will be skipped. */
  #length = 0;
  #clearAt = emptyEntriesMax;

  constructor(limit: number, isSlow: boolean) {
    this.limit = limit;
    this.#isSlow = isSlow;
  }

  /** Adds a statement to the line of a flow. */
  push(flow: Flow, entry: GateEntry): void {
    const line = this.#openLine(flow);
    line.push(entry, flow.plannedMs);
    this.#length++;
    if (!line.isQueued) this.enqueue(line);
  }

  /** The line whose turn it is. Undefined if none waits. */
  get first(): Line | undefined {
    for (;;) {
      const line = this.#lines.first;
      if (line === undefined) return undefined;
      this.#length -= line.clear('first');
      if (line.length === 0) this.dequeue();
      else if (line.rank()) this.#lines.sinkFirst();
      else return line;
    }
  }

  /** Removes the line whose turn it is from the lane, until it is enqueued again. */
  dequeue(): void {
    const line = this.#lines.shift();
    if (line) line.isQueued = false;
  }

  /** Adds a line at its rank. */
  enqueue(line: Line): void {
    line.isQueued = true;
    line.rank();
    this.#lines.push(line);
  }

  /** Removes the first statement of a line. */
  shift(line: Line): GateEntry | undefined {
    this.#length--;
    return line.shift();
  }

  /**
   * Removes the entries to be skipped if there are many, so that they do not pile up while none is admitted.
   */
  clear(): void {
    if (this.#length < this.#clearAt) return;
    this.#lines.retain((line) => {
      this.#length -= line.clear('all');
      line.rank();
      line.isQueued = line.length > 0;
      return line.isQueued;
    });
    this.#clearAt = 2 * this.#length + emptyEntriesMax;
  }

  #openLine(flow: Flow): Line {
    if (this.#isSlow) return (flow.slowLine ??= new Line(flow));
    return (flow.line ??= new Line(flow));
  }
}

/** The entries to be skipped that are tolerated. */
const emptyEntriesMax = 100;

/** Returns true if the first statement of one line runs before that of the other. */
export function isBefore(one: Line, other: Line): boolean {
  return (one.dueMs - other.dueMs || one.turns - other.turns || one.number - other.number) < 0;
}
