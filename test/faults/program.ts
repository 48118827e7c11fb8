import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { lastLines, type ProcessUser } from '../../src/std/run-program.ts';

/** A program that runs until it is ended. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  readonly isRunning: () => boolean;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills it and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** The last lines of what it wrote. */
  readonly lastWords: () => Promise<string>;
}

/** What is started, as whom, and where its output goes. */
export interface ProgramOptions {
  readonly command: readonly string[];
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly log: string;
  readonly user?: ProcessUser | undefined;
}

const linesShown = 5;

/** Starts a program, which is killed when it is disposed: nothing of what it holds is kept. */
export async function openProgram({ command, environment, log, user }: ProgramOptions): Promise<Program> {
  const [path = '', ...parameters] = command;
  await using output = await open(log, 'a');
  const child = spawn(path, parameters, {
    // Ctrl-C goes to the whole process group, and this program is to end what it has started.
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { ...environment },
    ...user,
  });
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${path} could not be started.`);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    if (!isRunning()) return;
    child.kill('SIGKILL'); // ends one that is stopped, too
    await ended;
  };
  return {
    pid,
    isRunning,
    signal: (signal) => void child.kill(signal),
    kill,
    lastWords: async () => lastLines(await readFile(log, 'utf8'), linesShown),
    [Symbol.asyncDispose]: kill,
  };
}
