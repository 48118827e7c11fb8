import { readdir, readFile } from 'node:fs/promises';

/** The resident memory of a process in MB. */
export async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  if (kilobytes === undefined) throw new Error(`Expected the memory of process ${pid}.`);
  return Number(kilobytes) / 1_024;
}

/** How many files and sockets a process has open. */
export async function countDescriptors(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length;
}
