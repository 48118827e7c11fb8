import { readFile, readdir } from 'node:fs/promises';

/** A running process with its arguments, the program's name first. */
export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: readonly string[];
}

/**
 * Lists the running processes that have exactly this argument. It reads `/proc` rather than a file with
 * an id, because such a file may be stale, missing or of another process. Returns an empty list if the
 * system has no `/proc`.
 */
export async function findProcesses(argument: string): Promise<readonly RunningProcess[]> {
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const running = await Promise.all(pids.map(readProcess));
  return running.filter(({ commandLine }) => commandLine.includes(argument));
}

async function readProcess(pid: number): Promise<RunningProcess> {
  // A process that has ended meanwhile has no arguments.
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return { pid, commandLine: text.split('\0').slice(0, -1) };
}
