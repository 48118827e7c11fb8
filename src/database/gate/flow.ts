/** A task that waits at the gate or has left it. It may be in the lines of several flows. */
export interface GateEntry {
  /** The task. Undefined once it runs or was withdrawn, after which the entry is skipped. */
  task: (() => Promise<void>) | undefined;
  /** The tasks are numbered in the order in which they enter. */
  readonly number: number;
  /** The kind of its statement. Undefined if its time is not measured. */
  readonly kind: string | undefined;
  /** The time it is expected to run. */
  readonly costMs: number;
  readonly isSlow: boolean;
  /** The earliest time on the gate's clock at which it is due, and the flow that is due then. */
  dueMs: number;
  leader: Flow;
}

/** The statements of one request, as the gate sees them. */
export class Flow {
  /** The time on the gate's clock at which all its statements so far are done, without `overrunMs`. */
  plannedMs = 0;
  /** The time that its statements ran longer than expected. */
  overrunMs = 0;
  /** The turns that it has had, and its running statements. */
  turns = 0;
  running = 0;
  /** The lines in which its statements wait. Undefined until one has to. */
  line: Line | undefined;
  slowLine: Line | undefined;

  /** The time on the gate's clock from which a new statement is counted. */
  get nextMs(): number {
    return this.plannedMs + this.overrunMs;
  }
}

/** The statements of one flow that wait in one lane, oldest first. */
export class Line {
  readonly flow: Flow;
  readonly #entries: { readonly entry: GateEntry; readonly plannedMs: number }[] = [];
  /** True if its lane holds it. */
  isQueued = false;
  /**
   * Its rank in the lane: the time its first statement is due, the turns of its flow, and the statement's
   * number.
   */
  dueMs = 0;
  turns = 0;
  number = 0;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  /** The number of its entries, including those that will be skipped. */
  get length(): number {
    return this.#entries.length;
  }

  push(entry: GateEntry, plannedMs: number): void {
    this.#entries.push({ entry, plannedMs });
  }

  /** Removes the first statement. */
  shift(): GateEntry | undefined {
    return this.#entries.shift()?.entry;
  }

  /**
   * Removes entries to be skipped, either at the beginning or everywhere. Returns the number of removed
   * entries.
   */
  clear(where: 'first' | 'all'): number {
    const before = this.#entries.length;
    if (where === 'all') {
      const kept = this.#entries.filter(({ entry }) => entry.task !== undefined);
      this.#entries.splice(0, before, ...kept);
    } else
      while (this.#entries[0] !== undefined && this.#entries[0].entry.task === undefined)
        this.#entries.shift();
    return before - this.#entries.length;
  }

  /**
   * Ranks the line by its first statement. Returns true if its rank has changed. A rank never becomes
   * earlier.
   */
  rank(): boolean {
    const [first] = this.#entries;
    if (first === undefined) return false;
    const dueMs = first.plannedMs + this.flow.overrunMs;
    const { turns } = this.flow;
    const { number } = first.entry;
    if (dueMs === this.dueMs && turns === this.turns && number === this.number) return false;
    this.dueMs = dueMs;
    this.turns = turns;
    this.number = number;
    return true;
  }
}
