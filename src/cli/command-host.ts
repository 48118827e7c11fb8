import type { Worker } from 'node:cluster';
import type { Host } from '../std/host.ts';

/** The parts of the process that a command may use. */
export interface CommandHost extends Host {
  /** The arguments after the program's name. */
  readonly arguments: readonly string[];
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** `true` if the output is a terminal. */
  readonly isTerminal: boolean;
  /** Aborted when the process receives a signal to stop. */
  readonly stop: AbortSignal;
  /**
   * Loads node:cluster, which a single process does not need. Returns a function that starts this program
   * as a worker.
   */
  readonly loadFork: () => Promise<() => Worker>;
  /**
   * Calls the listener when the process is asked to reload its configuration (SIGHUP), until the result is
   * disposed.
   */
  readonly onReload: (listener: () => void) => Disposable;
  /** The process that started this worker. Undefined in any other process. */
  readonly primary: PrimaryProcess | undefined;
}

/** The connection from a worker to the process that started it. */
export interface PrimaryProcess {
  /** Settles when the message is sent, so that it is not lost if the process ends right after. */
  readonly send: (message: unknown) => Promise<void>;
  /** Messages from before the first listener may be lost. */
  readonly onMessage: (listener: (message: unknown) => void) => void;
}
