import { createHash } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';
import type { Host } from './host.ts';
import { readProcessStart } from './process-start.ts';
import { waitUntil } from './wait-until.ts';

/** A lock that is held until it is released, or until its process ends in whatever way. */
export interface LockFile {
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Somebody else holds the lock; `pid` says which process. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

/** How long to wait for a lock that is held: not at all, unless told. */
export interface LockFileOptions {
  readonly waitMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const pollIntervalMs = 100;

/**
 * Acquires a lock between processes of one machine. The file holds its owner's id and start time, so a lock whose
 * owner was killed, even if another process has its id by now, is taken over at once.
 * @throws LockedError when a running process holds it to the end of the wait; this very process counts as well.
 */
export async function openLockFile(
  path: string,
  host: Host,
  { waitMs = 0, signal }: LockFileOptions = {},
): Promise<LockFile> {
  const id = crypto.randomUUID();
  const own = `${host.pid} ${(await readProcessStart(host.pid, host)) ?? ''} ${id}\n`;
  // written aside and linked, because a lock must never be seen half written
  const draft = `${path}.${id}`;
  await writeFile(draft, own, { mode: 0o600 });
  let holder: number | undefined;
  try {
    const acquired = async (): Promise<boolean> => {
      holder = await tryAcquire(draft, path, host);
      return holder === undefined;
    };
    await waitUntil(acquired, { intervalMs: pollIntervalMs, timeoutMs: waitMs, signal });
  } finally {
    await rm(draft, { force: true });
  }
  if (holder !== undefined) throw new LockedError(path, holder);
  const release = async (): Promise<void> => {
    if ((await readLock(path)) === own) await rm(path, { force: true });
  };
  return { release, [Symbol.asyncDispose]: release };
}

/**
 * Undefined when the lock is ours now, else the process that holds it. Several may find the same stale lock: only
 * who holds the lock on replacing this very text may replace it, so a new lock is never taken for the stale one.
 */
async function tryAcquire(draft: string, path: string, host: Host): Promise<number | undefined> {
  while (!(await tryLink(draft, path))) {
    const text = await readLock(path);
    if (text === undefined) continue;
    const pid = await readOwner(text, host);
    if (pid !== undefined) return pid;
    const guard = `${path}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
    if ((await tryAcquire(draft, guard, host)) !== undefined) continue;
    if ((await readLock(path)) === text) {
      await rename(guard, path);
      return undefined;
    }
    await rm(guard, { force: true });
  }
  return undefined;
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The id of the process that holds the lock, if it is still the one that wrote it. */
async function readOwner(text: string, host: Host): Promise<number | undefined> {
  const [, pid, start] = /^(\d+) (\d*) \S+\n$/.exec(text) ?? [];
  if (pid === undefined) return undefined;
  return (await readProcessStart(Number(pid), host)) === start ? Number(pid) : undefined;
}
