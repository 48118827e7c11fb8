import type { Worker } from 'node:cluster';
import { isWithin } from '../std/is-within.ts';
import type { ProcessMetrics } from '../server/metrics.ts';
import type { WorkerOrder, WorkerReport, WorkerRequest } from './worker-messages.ts';

/** A worker that cannot serve, with its message for the operator. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The end of a worker. */
export interface WorkerEnd {
  /** Undefined if a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly livedMs: number;
  /** Its message, if it could not serve. */
  readonly failure: string | undefined;
}

/** The time within which a worker must listen. It is then killed. */
const startTimeoutMs = 60_000;
/** The wait for a worker's metrics. Scrapers do not wait much longer. */
const metricsTimeoutMs = 2_000;

/**
 * The number of pings that a worker may leave unanswered. They are counted rather than timed, since the
 * machine may have slept.
 */
const pingsMissed = 5;

/** A listener to the events of a worker. */
export interface WorkerListener {
  /** Called when it listens, and when it is ready. */
  readonly onChange: () => void;
  /** Called when it requests the metrics of all processes. */
  readonly onMetricsAsked: (worker: WorkerProcess) => void;
}

/** A process that serves, as its primary process sees it. */
export class WorkerProcess {
  readonly pid: number | undefined;
  /** Settles when it accepts requests, or has ended before. */
  readonly started: Promise<void>;
  readonly ended: Promise<WorkerEnd>;
  readonly #readied = Promise.withResolvers<void>();
  readonly #worker: Worker;
  #isListening = false;
  #isReady = false;
  /** The callbacks that wait for its metrics, by the number of the request. */
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
          this.#readied.resolve();
      }
      listener.onChange();
    });
    // Either the code or the signal is null.
    worker.on('exit', (code: number | null, signal: string | null) =>
      end(code ?? undefined, signal ?? undefined),
    );
    // Without a process id it could not be started, so no exit follows. With one, a message could not be
    // sent while it ends.
    worker.on('error', () => {
      if (this.pid === undefined) end(undefined, undefined);
    });
  }

  /** Returns `true` if it accepts requests. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** Returns `true` if the database is prepared and has answered it. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Sends it a message. It is lost if the worker has ended. */
  tell(request: WorkerRequest): void {
    if (this.#worker.isConnected()) this.#worker.send(request, () => undefined);
  }

  /** Requests its metrics. Resolves to undefined if it ends or is too busy. */
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

  /** Waits until it is ready. Resolves to the reason if it ends before, or is not ready in time. */
  async waitUntilReady(timeoutMs: number): Promise<string | undefined> {
    const inTime = await isWithin(timeoutMs, Promise.race([this.#readied.promise, this.ended]));
    if (this.#isReady) return undefined;
    if (!inTime)
      return `The new process was not ready within ${timeoutMs} ms, which RELOAD_TIMEOUT_MS allows.`;
    const { failure, exitCode, signal } = await this.ended;
    return (
      failure ??
      `The new process has ended with ${signal ?? `the exit code ${exitCode}`} before it was ready.`
    );
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }

  /**
   * Stops it in order, and kills it if it exceeds its own deadline. Resolves to `false` if requests were
   * cut off. A worker that does not serve yet is killed at once.
   */
  async stop(timeoutMs: number): Promise<boolean> {
    if (!this.#isListening) {
      this.kill();
      await this.ended;
      return true;
    }
    return await this.#endWithin(timeoutMs, 'stop');
  }

  /**
   * Stops it in order while others serve: it accepts no connection, and its idle ones end with their next
   * answer.
   */
  drain(timeoutMs: number): Promise<boolean> {
    return this.#endWithin(timeoutMs, 'drain');
  }

  async #endWithin(timeoutMs: number, kind: 'stop' | 'drain'): Promise<boolean> {
    this.tell({ kind });
    const timer = setTimeout(() => this.kill(), timeoutMs);
    const { exitCode } = await this.ended;
    clearTimeout(timer);
    return exitCode === 0;
  }

  /** Sends a ping. A worker that is stopped or stuck answers neither it nor its clients. */
  #ping(): void {
    if (!this.#isListening) return;
    this.#pingsUnanswered += 1;
    if (this.#pingsUnanswered > pingsMissed) this.kill();
    else this.tell({ kind: 'ping' });
  }
}
