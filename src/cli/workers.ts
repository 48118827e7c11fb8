import type { Worker } from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { divideOrder } from './divide-order.ts';
import { restartDelay, settledMs } from '../std/restart-delay.ts';
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
 * The workers of a gateway. When one has ended, another takes its slot while the others continue to
 * serve. They are replaced one at a time, so that starts do not slow down the others.
 */
export class Workers implements AsyncDisposable {
  readonly #options: WorkersOptions;
  readonly #count: number;
  readonly #running = new Set<WorkerProcess>();
  readonly #slots: readonly Promise<void>[];
  readonly #ready = Promise.withResolvers<void>();
  readonly #stopping = new AbortController();
  #wasReady = false;
  #isPrepared = false;
  /** Settles when another worker may be started. */
  #turn: Promise<unknown>;
  #stopped: Promise<boolean> | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#count = options.order.config.processes;
    this.#ready.promise.catch(() => undefined);
    const first = Array.from({ length: this.#count }, (_, slot) => this.#start(slot));
    this.#turn = Promise.all(first.map(({ started }) => started));
    this.#slots = first.map((worker, slot) => this.#keep(slot, worker));
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
    const { shutdownTimeoutMs } = this.#options.order.config;
    const drained = await Promise.all([...this.#running].map((worker) => worker.stop(shutdownTimeoutMs)));
    await Promise.all(this.#slots);
    return drained.every(Boolean);
  }

  /** Keeps a slot occupied until all are stopped. */
  async #keep(slot: number, first: WorkerProcess): Promise<void> {
    let worker: WorkerProcess | undefined = first;
    let quickEnds = 0;
    while (worker !== undefined) {
      const end = await worker.ended;
      this.#running.delete(worker);
      this.#update();
      if (this.#stopping.signal.aborted) return;
      if (end.failure !== undefined && !this.#wasReady) {
        // A reason that keeps one from starting keeps all from it.
        this.#ready.reject(new WorkerError(end.failure));
        return;
      }
      quickEnds = end.livedMs < settledMs ? quickEnds + 1 : 0;
      const delayMs = restartDelay(quickEnds);
      this.#logEnd(worker, end, delayMs);
      worker = await this.#replace(slot, delayMs);
    }
  }

  /**
   * Starts a worker after the ones before it in the queue. Resolves to undefined if all are stopped
   * meanwhile.
   */
  async #replace(slot: number, delayMs: number): Promise<WorkerProcess | undefined> {
    const { signal } = this.#stopping;
    await delay(delayMs, undefined, { signal }).catch(() => undefined);
    const turn = this.#turn;
    const { promise: started, resolve: passTurn } = Promise.withResolvers<void>();
    this.#turn = started;
    await turn;
    const worker = signal.aborted ? undefined : this.#start(slot);
    void (worker?.started ?? Promise.resolve()).then(passTurn);
    return worker;
  }

  #start(slot: number): WorkerProcess {
    const { order, fork } = this.#options;
    const worker = new WorkerProcess(fork(), divideOrder(order, slot), slot, {
      onChange: () => this.#update(),
      onMetricsAsked: (asking) => void this.#tellMetrics(asking),
    });
    this.#running.add(worker);
    return worker;
  }

  /** Sends the metrics of all serving processes to a worker. Those that do not report are left out. */
  async #tellMetrics(asking: WorkerProcess): Promise<void> {
    const told = await Promise.all(this.#serving.map((worker) => worker.readMetrics()));
    asking.tell({ kind: 'all-metrics', metrics: told.filter((each) => each !== undefined) });
  }

  get #serving(): readonly WorkerProcess[] {
    return [...this.#running].filter(({ isListening }) => isListening);
  }

  /** Sends the state of all processes to each of them. */
  #update(): void {
    const serving = this.#serving;
    const processes = { serving: serving.length, of: this.#count };
    for (const worker of serving) worker.tell({ kind: 'state', isPrepared: this.#isPrepared, processes });
    if (serving.filter(({ isReady }) => isReady).length < this.#count) return;
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
