import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createConnection } from 'mariadb';
import { findProcesses } from '../../std/find-processes.ts';
import type { Host } from '../../std/host.ts';
import { readProcessStart } from '../../std/process-start.ts';
import { lastLines } from '../../std/run-program.ts';
import { waitUntil } from '../../std/wait-until.ts';
import { LocalDatabaseError } from './local-database-error.ts';
import { dataParameter } from './server-command.ts';

/** The options of a server process. */
export interface ServerProcessOptions {
  readonly command: readonly string[];
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  readonly host: Host;
  readonly signal?: AbortSignal | undefined;
}

/** A server that answers on its socket. */
export interface ServerProcess {
  readonly pid: number;
  /** Shuts it down, and kills it after a deadline. */
  stop(): Promise<void>;
}

const pollIntervalMs = 25;
const startTimeoutMs = 60_000;
const takeOverTimeoutMs = 5_000;
const stopTimeoutMs = 20_000;
const logLinesShown = 15;

/**
 * Opens a server on a data folder. A server that a killed gateway left running is taken over if its command
 * line is equal. Another one on the same folder is stopped first.
 * @throws LocalDatabaseError With the end of its log, if the server dies or does not answer in time.
 */
export async function openServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { command, host } = options;
  for (const { pid, commandLine } of await findProcesses(dataParameter(options.data))) {
    const same = commandLine.join('\0') === command.join('\0');
    if (same && (await waitForAnswer(pid, takeOverTimeoutMs, options)))
      return { pid, stop: () => stopProcess(pid, host) };
    await stopProcess(pid, host);
  }
  const pid = await spawnServer(options);
  try {
    if (await waitForAnswer(pid, startTimeoutMs, options)) return { pid, stop: () => stopProcess(pid, host) };
    throw new LocalDatabaseError(await describeFailure(options));
  } catch (error) {
    await stopProcess(pid, host);
    throw error;
  }
}

/**
 * Spawns a server in a process group of its own. Ctrl-C goes to a whole group, and the gateway must end
 * before its database.
 */
async function spawnServer({ command, environment, socket, log }: ServerProcessOptions): Promise<number> {
  const [program = '', ...parameters] = command;
  await rm(socket, { force: true });
  await using output = await open(log, 'w', 0o600);
  const child = spawn(program, parameters, {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { ...environment },
  });
  await once(child, 'spawn');
  child.unref();
  if (child.pid === undefined) throw new LocalDatabaseError(`${program} could not be started.`);
  return child.pid;
}

/** Waits until the server answers. Returns false if it ends first, or at the deadline. */
async function waitForAnswer(
  pid: number,
  timeoutMs: number,
  options: ServerProcessOptions,
): Promise<boolean> {
  const { host, signal, socket } = options;
  let answers = false;
  const settled = async (): Promise<boolean> => {
    answers = await canConnect(socket);
    return answers || (await readProcessStart(pid, host)) === undefined;
  };
  await waitUntil(settled, { intervalMs: pollIntervalMs, timeoutMs, signal });
  return answers;
}

async function canConnect(socket: string): Promise<boolean> {
  try {
    const connection = await createConnection({ socketPath: socket, user: 'root', connectTimeout: 1_000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

async function stopProcess(pid: number, host: Host): Promise<void> {
  const start = await readProcessStart(pid, host);
  if (start === undefined) return;
  const ended = async (): Promise<boolean> => (await readProcessStart(pid, host)) !== start;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (await ended()) return;
    host.kill(pid, signal);
    if (await waitUntil(ended, { intervalMs: pollIntervalMs, timeoutMs: stopTimeoutMs })) return;
  }
}

async function describeFailure({ data, log }: ServerProcessOptions): Promise<string> {
  const lines = lastLines(await readFile(log, 'utf8'), logLinesShown);
  return `The private database server did not start on ${data}. The end of its log, ${log}:\n${lines}`;
}
