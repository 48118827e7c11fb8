import { readFile, readdir } from 'node:fs/promises';

/** A running process with its arguments, the program's name first. */
export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: readonly string[];
}

/**
 * The running processes that have this very argument. It asks the kernel rather than a file with an id in it,
 * because a file may be stale, missing or of another process. None where the system has no `/proc`.
 */
export async function findProcesses(argument: string): Promise<readonly RunningProcess[]> {
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const running = await Promise.all(pids.map(readProcess));
  return running.filter(({ commandLine }) => commandLine.includes(argument));
}

async function readProcess(pid: number): Promise<RunningProcess> {
  // one that ended meanwhile has no arguments any more
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return { pid, commandLine: text.split('\0').slice(0, -1) };
}
