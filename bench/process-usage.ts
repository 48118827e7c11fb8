import { readFile } from 'node:fs/promises';

/** Linux counts CPU time for everybody in hundredths of a second, whatever its own clock is. */
const ticksPerSecond = 100;

/**
 * CPU time that a process and its descendants have used in user and system mode, all threads together, in milliseconds;
 * descendants that have ended and were waited for are in it.
 */
export async function readCpuMs(pid: number): Promise<number> {
  return sumUp(pid, readOwnCpuMs);
}

/** A descendant may end between being found and being read; what it used is then its parent's. */
async function sumUp(pid: number, read: (pid: number) => Promise<number>): Promise<number> {
  const readOne = (each: number): Promise<number> => (each === pid ? read(each) : read(each).catch(() => 0));
  const used = await Promise.all((await findProcesses(pid)).map(readOne));
  return used.reduce((sum, each) => sum + each, 0);
}

/** Memory that a process and its descendants have in RAM, in megabytes. */
export async function readMemoryMb(pid: number): Promise<number> {
  return sumUp(pid, readOwnMemoryMb);
}

async function findProcesses(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text.split(' ').filter((each) => each !== '');
  const found = await Promise.all(children.map((child) => findProcesses(Number(child))));
  return [pid, ...found.flat()];
}

async function readOwnCpuMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return (ticks * 1000) / ticksPerSecond;
}

async function readOwnMemoryMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]) / 1024;
}
