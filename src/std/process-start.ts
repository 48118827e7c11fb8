import { readFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';
import type { Host } from './host.ts';

/**
 * Reads the start of a process, as a text that only the same process has. Ids are reused, but a pair of
 * id and start is not. Returns undefined if no such process exists, or if it has ended and its parent has
 * not noticed. Returns an empty text for a running process if the system has no `/proc`.
 */
export async function readProcessStart(pid: number, host: Pick<Host, 'kill'>): Promise<string | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the second field is the name in parentheses and may hold anything. Field 3 is the state,
    // field 22 the start.
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
