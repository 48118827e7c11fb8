import type { Worker } from 'node:cluster';
import type { Host } from '../std/host.ts';

/** What a command may know of the process it runs in, and what it may do to it. */
export interface CommandHost extends Host {
  /** The arguments behind the program's name. */
  readonly arguments: readonly string[];
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether a person reads along. */
  readonly isTerminal: boolean;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  /** Loads node:cluster, which one process alone has no use for, and gives what starts this program again as a worker. */
  readonly loadFork: () => Promise<() => Worker>;
  /** The process whose worker this one is; undefined in every other. */
  readonly primary: PrimaryProcess | undefined;
}

/** A worker's way to the process that has started it. */
export interface PrimaryProcess {
  /** Settles when the message is on its way, so that it is not lost when the process ends right after. */
  readonly send: (message: unknown) => Promise<void>;
  /** What was sent before somebody listened may be lost. */
  readonly onMessage: (listener: (message: unknown) => void) => void;
}
