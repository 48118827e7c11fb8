import { Heap } from '../../std/heap.ts';
import { Line, type Flow, type GateEntry } from './flow.ts';

/** The flows that wait for one kind of slots. The one whose statement is due first comes first. */
export class Lane {
  readonly limit: number;
  /** Statements of the lane that run. */
  running = 0;
  readonly #isSlow: boolean;
  readonly #lines = new Heap<Line>(isBefore);
  /** Places in all lines, those to be passed over included. */
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

  /** The line whose turn it is; undefined where nothing waits. */
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

  /** Takes the line whose turn it is out of the lane, until it is enqueued again. */
  dequeue(): void {
    const line = this.#lines.shift();
    if (line) line.isQueued = false;
  }

  /** Adds a line at the place where its first statement belongs. */
  enqueue(line: Line): void {
    line.isQueued = true;
    line.rank();
    this.#lines.push(line);
  }

  /** Takes the first statement of a line. */
  shift(line: Line): GateEntry | undefined {
    this.#length--;
    return line.shift();
  }

  /** Clears what is to be passed over, when there is much of it: while nothing is admitted, it must not pile up. */
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

/** Places that are kept although they are to be passed over. */
const emptyEntriesMax = 100;

/** Whether the first statement of one line goes before that of the other. */
export function isBefore(one: Line, other: Line): boolean {
  return (one.dueMs - other.dueMs || one.turns - other.turns || one.number - other.number) < 0;
}
