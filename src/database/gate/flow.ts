/** A task that waits at the gate, or did. It may stand in the lines of several flows. */
export interface GateEntry {
  /** Undefined once it runs or was withdrawn: it is then passed over. */
  task: (() => Promise<void>) | undefined;
  /** Tasks are numbered in the order of their coming. */
  readonly number: number;
  /** The kind of its statement; undefined where its time is not kept. */
  readonly kind: string | undefined;
  /** How long it is expected to run. */
  readonly costMs: number;
  readonly isSlow: boolean;
  /** When it is due on the gate's clock, at the latest, and the flow in whose line it is due then. */
  dueMs: number;
  leader: Flow;
}

/** What one request sends to the database, as the gate sees it. */
export class Flow {
  /** When all that has entered for it is done, on the gate's clock and without `overrunMs`. */
  plannedMs = 0;
  /** By how much its statements ran longer than was expected. */
  overrunMs = 0;
  /** Turns that it had, and statements of them that run. */
  turns = 0;
  running = 0;
  /** Where its statements wait; undefined until one has to. */
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
  /** Whether its lane has it. */
  isQueued = false;
  /** What its lane ranks it by: when its first statement is due, the turns that its flow had, and the statement's number. */
  dueMs = 0;
  turns = 0;
  number = 0;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  /** How many stand in it, with those to be passed over. */
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

  /** Removes what is to be passed over: at the beginning, or everywhere. Returns how many it has removed. */
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

  /** Ranks the line by its first statement. Returns whether its rank has changed: it is never an earlier one. */
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
