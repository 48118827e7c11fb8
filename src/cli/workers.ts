import type { Worker } from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { restartDelay, settledMs } from '../std/restart-delay.ts';
import { divideOrder } from './divide-order.ts';
import type { WorkerOrder } from './worker-messages.ts';
import { type WorkerEnd, WorkerError, WorkerProcess } from './worker-process.ts';

/** The options of the workers. */
export interface WorkersOptions {
  /** The order for all, which is divided among them. */
  readonly order: WorkerOrder;
  readonly fork: () => Worker;
  readonly log: Log;
}

/**
 * The workers of a gateway. When one has ended, or the order has changed, another takes its slot while the
 * others continue to serve. They are replaced one at a time, so that starts do not slow down the others.
 */
export class Workers implements AsyncDisposable {
  readonly #options: WorkersOptions;
  #order: WorkerOrder;
  /** All workers, with those that are replaced and end soon. */
  readonly #running = new Set<WorkerProcess>();
  /** The worker of each slot. */
  readonly #slots: WorkerProcess[];
  readonly #kept = new Set<Promise<void>>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #stopping = new AbortController();
  #wasReady = false;
  #isPrepared = false;
  /** Settles when another worker may be started. */
  #turn: Promise<unknown>;
  #stopped: Promise<boolean> | undefined;

  constructor(options: WorkersOptions) {
    const { order } = options;
    this.#options = options;
    this.#order = order;
    this.#ready.promise.catch(() => undefined);
    this.#slots = Array.from({ length: order.config.processes }, (_, slot) => this.#start(slot, order));
    this.#turn = Promise.all(this.#slots.map(({ started }) => started));
    for (const [slot, worker] of this.#slots.entries()) this.#keep(slot, worker);
  }

  /** Settles when all are ready. Rejects with a WorkerError if one of them cannot serve. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Reports that the database is prepared, before which none is ready. */
  reportPrepared(): void {
    this.#isPrepared = true;
    this.#update();
  }

  /**
   * Replaces each worker by one with another order. The one before drains once the new one is ready.
   * @throws WorkerError If a new one cannot serve. It has ended, and its slot is kept by the one before.
   */
  async replace(order: WorkerOrder): Promise<void> {
    using _turn = await this.#takeTurn();
    const { processes } = order.config;
    for (let slot = 0; slot < processes; slot += 1) {
      this.#stopping.signal.throwIfAborted();
      const worker = this.#start(slot, order);
      const failure = await worker.waitUntilReady(order.config.reloadTimeoutMs);
      if (failure !== undefined) {
        worker.kill();
        await worker.ended; // or a stop that follows at once would count it as one that was cut off
        throw new WorkerError(failure);
      }
      this.#order = order; // a worker that dies from now on is replaced by one with it
      const before = this.#slots[slot];
      this.#slots[slot] = worker;
      this.#keep(slot, worker);
      if (before !== undefined) this.#drain(before);
    }
    for (const surplus of this.#slots.splice(processes)) this.#drain(surplus);
    this.#update();
  }

  /**
   * Stops all of them in order. Resolves to `false` if requests were cut off. A second call returns the
   * same promise.
   */
  stop(): Promise<boolean> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<boolean> {
    this.#stopping.abort();
    const { shutdownTimeoutMs } = this.#order.config;
    const drained = await Promise.all([...this.#running].map((worker) => worker.stop(shutdownTimeoutMs)));
    await Promise.all(this.#kept);
    return drained.every(Boolean);
  }

  /** Lets a worker end that another one has replaced. */
  #drain(worker: WorkerProcess): void {
    this.#update();
    void worker.drain(this.#order.config.shutdownTimeoutMs);
  }

  /** Keeps a slot occupied until its worker is replaced or all are stopped. */
  #keep(slot: number, worker: WorkerProcess): void {
    const kept = this.#watch(slot, worker).finally(() => this.#kept.delete(kept));
    this.#kept.add(kept);
  }

  async #watch(slot: number, first: WorkerProcess): Promise<void> {
    let worker: WorkerProcess | undefined = first;
    let quickEnds = 0;
    while (worker !== undefined) {
      const end = await worker.ended;
      if (this.#stopping.signal.aborted || this.#slots[slot] !== worker) return;
      if (end.failure !== undefined && !this.#wasReady) {
        // A reason that keeps one from starting keeps all from it.
        this.#ready.reject(new WorkerError(end.failure, end.exitCode));
        return;
      }
      quickEnds = end.livedMs < settledMs ? quickEnds + 1 : 0;
      const delayMs = restartDelay(quickEnds);
      this.#logEnd(worker, end, delayMs);
      worker = await this.#restart(slot, worker, delayMs);
    }
  }

  /**
   * Starts a worker in place of one that has ended. Resolves to undefined if all are stopped meanwhile, or
   * the slot has another one.
   */
  async #restart(slot: number, ended: WorkerProcess, delayMs: number): Promise<WorkerProcess | undefined> {
    const { signal } = this.#stopping;
    await delay(delayMs, undefined, { signal }).catch(() => undefined);
    using _turn = await this.#takeTurn();
    if (signal.aborted || this.#slots[slot] !== ended) return undefined;
    const worker = this.#start(slot, this.#order);
    this.#slots[slot] = worker;
    await worker.started;
    return worker;
  }

  /** Waits until no other worker is being started. Disposing the result lets the next one start. */
  async #takeTurn(): Promise<Disposable> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    return { [Symbol.dispose]: resolve };
  }

  #start(slot: number, order: WorkerOrder): WorkerProcess {
    const worker = new WorkerProcess(this.#options.fork(), divideOrder(order, slot), slot, {
      onChange: () => this.#update(),
      onMetricsAsked: (asking) => void this.#tellMetrics(asking),
    });
    this.#running.add(worker);
    void this.#forget(worker);
    return worker;
  }

  async #forget(worker: WorkerProcess): Promise<void> {
    await worker.ended;
    this.#running.delete(worker);
    this.#update();
  }

  /** Sends the metrics of all serving processes to a worker. Those that do not report are left out. */
  async #tellMetrics(asking: WorkerProcess): Promise<void> {
    const told = await Promise.all(this.#serving.map((worker) => worker.readMetrics()));
    asking.tell({ kind: 'all-metrics', metrics: told.filter((each) => each !== undefined) });
  }

  /** The workers that keep a slot and accept requests. */
  get #serving(): readonly WorkerProcess[] {
    return this.#slots.filter((worker) => worker.isListening && this.#running.has(worker));
  }

  /** Sends the state of all processes to each of them. */
  #update(): void {
    const serving = this.#serving;
    const count = this.#slots.length;
    const processes = { serving: serving.length, of: count };
    const listening = [...this.#running].filter(({ isListening }) => isListening);
    for (const worker of listening) worker.tell({ kind: 'state', isPrepared: this.#isPrepared, processes });
    if (serving.filter(({ isReady }) => isReady).length < count) return;
    this.#wasReady = true;
    this.#ready.resolve();
  }

  #logEnd({ pid }: WorkerProcess, { exitCode, signal, failure }: WorkerEnd, delayMs: number): void {
    const line = { worker: pid, exitCode, signal, reason: failure, delayMs };
    // An exit code of 0 means that somebody stopped this process alone.
    if (exitCode === 0) this.#options.log.info(line, 'A process has ended and is replaced');
    else this.#options.log.error(line, 'A process has died and is replaced');
  }
}
