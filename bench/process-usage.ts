import { readFile } from 'node:fs/promises';

/** Linux counts CPU time for everybody in hundredths of a second, whatever its own clock is. */
const ticksPerSecond = 100;

/** CPU time a process has used in user and system mode, all of its threads together, in milliseconds. */
export async function readCpuMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** Memory a process has in RAM, in megabytes. */
export async function readMemoryMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]) / 1024;
}
