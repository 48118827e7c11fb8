import type { Log } from '../log.ts';
import { describeError } from './describe-error.ts';
import type { WorkerOrder } from './worker-messages.ts';

/** The steps of a reload. */
export interface ReloadsOptions {
  /** Reads the new configuration. Rejects if it has faults. */
  readonly read: () => Promise<WorkerOrder>;
  /** Replaces the processes. Rejects if the new ones cannot serve. */
  readonly replace: (order: WorkerOrder) => Promise<void>;
  readonly log: Log;
}

/**
 * Reloads the configuration on request, one reload at a time. A request during a reload is served after it,
 * however many there are. If a reload fails, the processes before it continue to serve, and the log has the
 * reason.
 */
export class Reloads {
  readonly #options: ReloadsOptions;
  #isRunning = false;
  #isRequested = false;
  #isStopped = false;

  constructor(options: ReloadsOptions) {
    this.#options = options;
  }

  /** Requests a reload. */
  request(reason: string): void {
    this.#isRequested = true;
    if (!this.#isRunning) void this.#run(reason);
  }

  /** Starts no further reload. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(reason: string): Promise<void> {
    const { read, replace, log } = this.#options;
    this.#isRunning = true;
    while (this.#isRequested && !this.#isStopped) {
      this.#isRequested = false;
      const startedAt = performance.now();
      log.info({ reason }, 'Reloading the configuration');
      try {
        await replace(await read());
        log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'The configuration was reloaded');
      } catch (error) {
        if (this.#isStopped) break;
        log.error(
          { reason: describeError(error) },
          'The configuration was not reloaded, and the one before it remains in force',
        );
      }
    }
    this.#isRunning = false;
  }
}
