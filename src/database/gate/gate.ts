import { Flow, type Line, type GateEntry } from './flow.ts';
import { isBefore, Lane } from './lane.ts';
import { StatementTimes } from './statement-times.ts';

/** How slots are shared out. */
export interface GateOptions {
  /** The percentage of the slots that one flow may hold while others wait, and that slow statements may hold together. */
  readonly sharePercent: number;
  /** A statement that takes longer is slow. */
  readonly slowMs: number;
  readonly now?: () => number;
}

const defaults: GateOptions = { sharePercent: 100, slowMs: Infinity };

/** What the shortest statement counts for. */
const leastCostMs = 1;

/** A task at the gate, from before it enters, and those whom it serves. */
export class Ticket {
  readonly #flows: Flow[];
  #waiting: { readonly join: (flow: Flow) => void; readonly withdraw: () => void } | undefined;

  constructor(flows: Flow[] = [new Flow()]) {
    this.#flows = flows;
  }

  /** Has the task go in the turn of that flow too, where that comes earlier. */
  join(flow: Flow): void {
    if (this.#waiting) this.#waiting.join(flow);
    else this.#flows.push(flow);
  }

  /** Takes a task that still waits out of the queue; a running one runs on. */
  withdraw(): void {
    this.#waiting?.withdraw();
  }

  /** Hands those it serves over to the queue that it waits in from here on. */
  enter(waiting: { readonly join: (flow: Flow) => void; readonly withdraw: () => void }): void {
    this.#waiting = waiting;
    for (const flow of this.#flows.splice(0)) waiting.join(flow);
  }
}

/**
 * Lets at most `limit` tasks run at once; the rest wait. It is the one queue in front of the database: who needs a
 * connection enters here.
 *
 * Flows take turns, measured in the time that their statements take (self-clocked fair queueing, Golestani 1994). Each
 * statement is due when its flow has used what it used before and what this one is expected to use; the gate's clock
 * stands where the statement was due that was admitted last, and no flow is behind it. What is due first goes first; of
 * two that are due at once, that of the flow which had fewer turns, then the one that has waited longer. So statements of
 * equal cost go round robin, and one that comes waits for at most one of each other flow.
 */
export class Gate {
  readonly #limit: number;
  readonly #share: number;
  readonly #slowMs: number;
  readonly #now: () => number;
  readonly #times: StatementTimes;
  readonly #lane: Lane;
  readonly #slowLane: Lane;
  readonly #lanes: readonly Lane[];
  #clockMs = 0;
  #entered = 0;
  #waiting = 0;
  #running = 0;

  constructor(limit: number, options: GateOptions = defaults) {
    const { sharePercent, slowMs, now = () => performance.now() } = options;
    this.#limit = limit;
    this.#share = Math.max(1, Math.floor((limit * sharePercent) / 100));
    this.#slowMs = slowMs;
    this.#now = now;
    this.#times = new StatementTimes(slowMs, now);
    this.#lane = new Lane(limit, false);
    this.#slowLane = new Lane(this.#share, true);
    this.#lanes = [this.#lane, this.#slowLane];
  }

  /**
   * Runs the task as soon as its turn comes: at once, where there is room. The task must not reject.
   * @param kind Equal for statements that take about the same time; left out where a statement is sure to be short.
   */
  enter(task: () => Promise<void>, ticket = new Ticket(), kind?: string): Ticket {
    const expectedMs = kind === undefined ? 0 : this.#times.expect(kind);
    const entry: GateEntry = {
      task,
      number: this.#entered++,
      kind,
      // Not more, so that what is slow is not kept waiting by what is not; it is charged for all that it takes afterwards.
      costMs: Math.min(Math.max(expectedMs, leastCostMs), this.#slowMs),
      isSlow: expectedMs > this.#slowMs,
      dueMs: Infinity,
      leader: nobody,
    };
    this.#waiting++;
    ticket.enter({ join: (flow) => this.#join(entry, flow), withdraw: () => this.#withdraw(entry) });
    this.#admit();
    return ticket;
  }

  /** How many tasks run. */
  get running(): number {
    return this.#running;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Waits for a turn and keeps it until it is disposed. Rejects with the signal's reason when it is given up before. */
  admit(signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
    const giveUp = (): void => {
      ticket.withdraw();
      reject(signal.reason);
    };
    const ticket = this.enter(async () => {
      signal.removeEventListener('abort', giveUp);
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      resolve({ [Symbol.dispose]: leave });
      await left;
    });
    signal.addEventListener('abort', giveUp, { once: true });
    return promise;
  }

  #join(entry: GateEntry, flow: Flow): void {
    if (entry.task === undefined) return;
    const dueMs = Math.max(this.#clockMs, flow.nextMs) + entry.costMs;
    // In the turn of another it goes as early, unless that one is charged for what it runs meanwhile.
    if (entry.dueMs <= dueMs && entry.leader.running === 0) return;
    flow.plannedMs = dueMs - flow.overrunMs;
    if (dueMs < entry.dueMs) {
      entry.dueMs = dueMs;
      entry.leader = flow;
    }
    this.#laneOf(entry).push(flow, entry);
  }

  #admit(): void {
    while (this.#running < this.#limit && this.#waiting > 0) {
      const turn = this.#choose();
      if (turn === undefined) return; // what waits is slow, and as much of that runs as may
      const entry = turn.lane.shift(turn.line);
      if (entry?.task !== undefined) this.#run(entry, entry.task, turn);
    }
  }

  #run(entry: GateEntry, task: () => Promise<void>, { lane, line: { flow } }: Turn): void {
    this.#leave(entry);
    this.#clockMs = Math.max(this.#clockMs, entry.dueMs);
    this.#running++;
    lane.running++;
    flow.running++;
    flow.turns++;
    const startedMs = this.#now();
    void task().finally(() => {
      this.#running--;
      lane.running--;
      flow.running--;
      const tookMs = this.#now() - startedMs;
      flow.overrunMs += Math.max(0, tookMs - entry.costMs);
      if (entry.kind !== undefined) this.#times.note(entry.kind, tookMs);
      this.#admit();
    });
  }

  /** Chooses whose turn it is. A flow that holds its share is passed over while another one waits. */
  #choose(): Turn | undefined {
    const passed: Turn[] = [];
    let turn = this.#findFirst();
    for (; turn !== undefined && turn.line.flow.running >= this.#share; turn = this.#findFirst()) {
      passed.push(turn);
      turn.lane.dequeue();
    }
    for (const { lane, line } of passed) lane.enqueue(line);
    return turn ?? passed[0];
  }

  #findFirst(): Turn | undefined {
    let found: Turn | undefined;
    for (const lane of this.#lanes) {
      const line = lane.running < lane.limit ? lane.first : undefined;
      if (line !== undefined && (found === undefined || isBefore(line, found.line))) found = { lane, line };
    }
    return found;
  }

  #withdraw(entry: GateEntry): void {
    if (entry.task === undefined) return;
    this.#leave(entry);
    this.#laneOf(entry).clear();
  }

  #leave(entry: GateEntry): void {
    entry.task = undefined;
    this.#waiting--;
  }

  #laneOf({ isSlow }: GateEntry): Lane {
    return isSlow ? this.#slowLane : this.#lane;
  }
}

/** A line that may have its first statement run, and its lane. */
interface Turn {
  readonly lane: Lane;
  readonly line: Line;
}

const nobody = new Flow();
