import { readFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';
import type { Host } from './host.ts';

/**
 * When a process was started, as text that is equal for the same process alone: process ids are used again, a
 * pair of id and start is not. Undefined when there is no such process, or it has ended and only waits for its
 * parent. Where the system has no `/proc`, a running process gives the empty text.
 */
export async function readProcessStart(pid: number, host: Pick<Host, 'kill'>): Promise<string | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the second field is the name in parentheses and may hold anything; state is field 3, start 22
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return (await hasProcFolder()) ? undefined : probe(pid, host);
  }
}

async function hasProcFolder(): Promise<boolean> {
  try {
    await readFile('/proc/self/stat');
    return true;
  } catch {
    return false;
  }
}

function probe(pid: number, host: Pick<Host, 'kill'>): string | undefined {
  try {
    host.kill(pid, 0);
    return '';
  } catch (error) {
    return hasCode(error, 'EPERM') ? '' : undefined;
  }
}
