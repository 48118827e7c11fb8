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
}
