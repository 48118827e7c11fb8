import type { Worker } from 'node:cluster';
import type { ProcessMetrics } from '../server/metrics.ts';
import type { WorkerOrder, WorkerReport, WorkerRequest } from './worker-messages.ts';

/** A worker says that it cannot serve; the message is what it would have said to the operator. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}

/** How a worker has ended. */
export interface WorkerEnd {
  /** None where a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly livedMs: number;
  /** What it said when it could not serve. */
  readonly failure: string | undefined;
}

/** A worker that does not listen by then is ended. */
const startTimeoutMs = 60_000;
/** Who scrapes metrics does not wait much longer. */
const metricsTimeoutMs = 2_000;

/** Pings that a worker may leave unanswered; they are counted, since a machine that slept has no worker to blame. */
const pingsMissed = 5;

/** Who wants to know of a worker. */
export interface WorkerListener {
  /** It listens, or is ready. */
  readonly onChange: () => void;
  /** It asks for the figures of all. */
  readonly onMetricsAsked: (worker: WorkerProcess) => void;
}

/** A process that serves, as the one that has started it sees it. */
export class WorkerProcess {
  readonly pid: number | undefined;
  /** Settles when it has begun to take requests, or has ended before. */
  readonly started: Promise<void>;
  readonly ended: Promise<WorkerEnd>;
  readonly #worker: Worker;
  #isListening = false;
  #isReady = false;
  /** Who waits for its figures, by the number that they were asked by. */
  readonly #metricsAsked = new Map<number, (metrics: ProcessMetrics | undefined) => void>();
  #metricsNumber = 0;
  #pingsUnanswered = 0;

  /** @param slot counts from 0 to the number of workers. */
  constructor(worker: Worker, order: WorkerOrder, slot: number, listener: WorkerListener) {
    this.#worker = worker;
    this.pid = worker.process.pid;
    const startedAt = performance.now();
    const started = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<WorkerEnd>();
    this.started = started.promise;
    this.ended = ended.promise;
    const timer = setTimeout(() => this.kill(), startTimeoutMs);
    void this.started.then(() => clearTimeout(timer));
    const pinging = setInterval(() => this.#ping(), order.config.heartbeatTimeoutMs / pingsMissed);
    let failure: string | undefined;
    const end = (exitCode: number | undefined, signal: string | undefined): void => {
      clearInterval(pinging);
      for (const tell of this.#metricsAsked.values()) tell(undefined);
      ended.resolve({ exitCode, signal, failure, livedMs: performance.now() - startedAt });
      started.resolve();
    };
    worker.on('message', (report: WorkerReport) => {
      switch (report.kind) {
        case 'started':
          this.tell({ kind: 'serve', order, slot });
          return;
        case 'failed':
          failure = report.message;
          return;
        case 'alive':
          this.#pingsUnanswered = 0;
          return;
        case 'ask-metrics':
          listener.onMetricsAsked(this);
          return;
        case 'metrics':
          this.#metricsAsked.get(report.number)?.(report.metrics);
          return;
        case 'listening':
          this.#isListening = true;
          started.resolve();
          break;
        case 'ready':
          this.#isReady = true;
      }
      listener.onChange();
    });
    // A code, or a signal: the other one is null.
    worker.on('exit', (code: number | null, signal: string | null) =>
      end(code ?? undefined, signal ?? undefined),
    );
    // Of one that could not be started there is no exit; of any other, an error is what cannot reach it as it ends.
    worker.on('error', () => {
      if (this.pid === undefined) end(undefined, undefined);
    });
  }

  /** Whether it takes requests. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** Whether the database is prepared, and has answered it. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Says something to it; one that has ended does not hear it. */
  tell(request: WorkerRequest): void {
    if (this.#worker.isConnected()) this.#worker.send(request, () => undefined);
  }

  /** Has it tell its figures; undefined where it ends, or is too busy to. */
  async readMetrics(): Promise<ProcessMetrics | undefined> {
    const number = this.#metricsNumber++;
    const { promise: told, resolve } = Promise.withResolvers<ProcessMetrics | undefined>();
    this.#metricsAsked.set(number, resolve);
    const timer = setTimeout(() => resolve(undefined), metricsTimeoutMs);
    this.tell({ kind: 'tell-metrics', number });
    const metrics = await told;
    clearTimeout(timer);
    this.#metricsAsked.delete(number);
    return metrics;
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }

  /** Has it end in good order, within the deadline that it has itself, which one that is stuck does not keep; false when requests were cut off. One that does not serve yet is ended at once. */
  async stop(timeoutMs: number): Promise<boolean> {
    if (!this.#isListening) {
      this.kill();
      await this.ended;
      return true;
    }
    this.tell({ kind: 'stop' });
    const timer = setTimeout(() => this.kill(), timeoutMs);
    const { exitCode } = await this.ended;
    clearTimeout(timer);
    return exitCode === 0;
  }
  /** One that is stopped, or stuck in its own work, answers nobody: neither this process nor its clients. */
  #ping(): void {
    if (!this.#isListening) return;
    this.#pingsUnanswered += 1;
    if (this.#pingsUnanswered > pingsMissed) this.kill();
    else this.tell({ kind: 'ping' });
  }
}
