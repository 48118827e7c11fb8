import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '../../std/host.ts';
import { readProcessStart } from '../../std/process-start.ts';
import { restartDelay, settledMs } from '../../std/restart-delay.ts';
import { rootMessage } from '../../std/root-message.ts';
import type { ServerProcess } from './server-process.ts';

/** The options of `keepRunning`. */
export interface KeepRunningOptions {
  /** Starts the server again, unless the signal is aborted. */
  readonly start: (signal: AbortSignal) => Promise<ServerProcess>;
  readonly host: Host;
  /** Called when the server has ended, and when it cannot be restarted. */
  readonly report: (message: string) => void;
}

const pollIntervalMs = 250;

/**
 * Keeps a server running by restarting it. The pause grows each time it ends soon after its start. It may
 * not be a child of this process, so its end is polled for.
 */
export function keepRunning(first: ServerProcess, options: KeepRunningOptions): ServerProcess {
  const { start, host, report } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;
  const pause = (ms: number): Promise<unknown> =>
    delay(ms, undefined, { signal, ref: false }).catch(() => undefined);

  const keep = async (): Promise<void> => {
    for (let quickEnds = 0; !signal.aborted;) {
      const startedAt = performance.now();
      while (!signal.aborted && (await readProcessStart(current.pid, host)) !== undefined)
        await pause(pollIntervalMs);
      if (signal.aborted) return;
      quickEnds = performance.now() - startedAt < settledMs ? quickEnds + 1 : 0;
      report('The private database server has ended and is restarted');
      await pause(restartDelay(quickEnds));
      if (signal.aborted) return;
      try {
        current = await start(signal);
      } catch (error) {
        if (signal.aborted) return;
        report(`The private database server cannot be restarted: ${rootMessage(error)}`);
      }
    }
  };
  const kept = keep();
  return {
    get pid() {
      return current.pid;
    },
    async stop() {
      stopping.abort();
      await kept;
      await current.stop();
    },
  };
}
