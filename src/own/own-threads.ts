import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import { OverloadedError, TimeoutError } from '../errors.ts';
import type { ThreadTask } from './run-thread-task.ts';

/** Bounds of the threads: how many there are, and how many calls may wait for one. */
const threadsMax = Math.max(1, Math.min(4, availableParallelism() - 1));
const waitingMax = 1_000;

/** The module that a thread runs. It has the extension of this one, from source or compiled. */
const runner = fileURLToPath(new URL(`run-thread-task${extname(import.meta.filename)}`, import.meta.url));

/**
 * The threads for blocking code. They start with the first call. A thread that dies fails its call, and a
 * call that is aborted ends its thread. The next call gets a new one.
 */
export class OwnThreads implements AsyncDisposable {
  #opening: Promise<Piscina> | undefined;

  /** Runs the default export of a module in a thread. Rejects when `signal` is aborted. */
  async run(task: ThreadTask, signal: AbortSignal): Promise<unknown> {
    const pool = await (this.#opening ??= openPool());
    if (pool.queueSize >= waitingMax)
      throw new OverloadedError(`More than ${waitingMax} calls wait for a thread; try again later.`);
    try {
      return await pool.run(task, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw signal.reason instanceof Error ? signal.reason : new TimeoutError('The call was ended.');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#opening)?.destroy();
  }
}

async function openPool(): Promise<Piscina> {
  const { Piscina } = await import('piscina'); // not before: most gateways have no such field
  return new Piscina({
    filename: runner,
    name: 'runThreadTask',
    minThreads: 1,
    maxThreads: threadsMax,
    maxQueue: waitingMax,
    idleTimeout: 10_000,
    // A thread that waits for its next call must not block what its code still does.
    atomics: 'disabled',
  });
}
