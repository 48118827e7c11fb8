import { Flow, type Line, type GateEntry } from './flow.ts';
import { isBefore, Lane } from './lane.ts';
import { StatementTimes } from './statement-times.ts';

/** The rules by which slots are shared. */
export interface GateOptions {
  /** Percentage of the slots that one flow may hold while others wait, and slow statements at any time. */
  readonly sharePercent: number;
  /** A statement that takes longer than this is slow. */
  readonly slowMs: number;
  readonly now?: () => number;
}

const defaults: GateOptions = { sharePercent: 100, slowMs: Infinity };

/** The least time that a statement is charged for. */
const leastCostMs = 1;

/** A task at the gate, also before it enters, and the flows it serves. */
export class Ticket {
  readonly #flows: Flow[];
  #waiting: { readonly join: (flow: Flow) => void; readonly withdraw: () => void } | undefined;

  constructor(flows: Flow[] = [new Flow()]) {
    this.#flows = flows;
  }

  /** Adds a flow. The task runs in the turn of the earliest of its flows. */
  join(flow: Flow): void {
    if (this.#waiting) this.#waiting.join(flow);
    else this.#flows.push(flow);
  }

  /** Withdraws the task if it still waits. A running task continues. */
  withdraw(): void {
    this.#waiting?.withdraw();
  }

  /** Passes its flows on to the queue that it waits in from now on. */
  enter(waiting: { readonly join: (flow: Flow) => void; readonly withdraw: () => void }): void {
    this.#waiting = waiting;
    for (const flow of this.#flows.splice(0)) waiting.join(flow);
  }
}

/**
 * The one queue in front of the database: runs at most `limit` tasks at once, and lets the rest wait.
 *
 * Flows take turns, measured in the time of their statements (self-clocked fair queueing, Golestani 1994).
 * A statement is due when its flow has used its earlier time and the time expected of this statement. The
 * gate's clock shows when the last admitted statement was due, and no flow is behind it.
 *
 * The statement that is due first runs first. If two are due at once, the flow with fewer turns wins, then
 * the older statement. So statements of equal cost run round robin, and a new one waits for at most one of
 * each other flow.
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
   * Runs the task when its turn comes, at once if a slot is free. The task must not reject.
   * @param kind Equal for statements that take about the same time. Omit it if a statement is always short.
   */
  enter(task: () => Promise<void>, ticket = new Ticket(), kind?: string): Ticket {
    const expectedMs = kind === undefined ? 0 : this.#times.expect(kind);
    const entry: GateEntry = {
      task,
      number: this.#entered++,
      kind,
      // Not more, so that short statements do not delay a slow one. The rest is charged afterwards.
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

  /** The number of running tasks. */
  get running(): number {
    return this.#running;
  }

  /** The number of waiting tasks. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Waits for a turn, which lasts until the result is disposed. Rejects with the signal's reason if it is
   * aborted first.
   */
  admit(signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
    const giveUp = (): void => {
      ticket.withdraw();
      reject(signal.reason);
    };
    let hasEntered = false;
    const ticket = this.enter(async () => {
      hasEntered = true;
      signal.removeEventListener('abort', giveUp);
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      resolve({ [Symbol.dispose]: leave });
      await left;
    });
    // A task that was admitted at once would leave its listener behind.
    if (!hasEntered) signal.addEventListener('abort', giveUp, { once: true });
    return promise;
  }

  #join(entry: GateEntry, flow: Flow): void {
    if (entry.task === undefined) return;
    const dueMs = Math.max(this.#clockMs, flow.nextMs) + entry.costMs;
    // Its present leader is as early, unless that flow is charged for a statement that runs meanwhile.
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
      if (turn === undefined) return; // only slow statements wait, and they have all their slots
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

  /** Chooses whose turn it is. Skips a flow that holds its share while another one waits. */
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

/** A line whose first statement may run, and its lane. */
interface Turn {
  readonly lane: Lane;
  readonly line: Line;
}

const nobody = new Flow();
