import { createHash } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';
import type { Host } from './host.ts';
import { readProcessStart } from './process-start.ts';
import { waitUntil } from './wait-until.ts';

/** A lock that is held until it is released or its process ends. */
export interface LockFile {
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A lock that another process holds. `pid` is its id. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

/** The wait for a lock that is held. By default there is none. */
export interface LockFileOptions {
  readonly waitMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const pollIntervalMs = 100;

/**
 * Acquires a lock between processes of one machine. The file holds its owner's id and start time. So the
 * lock of a killed process is taken over at once, even if another process has its id by now.
 * @throws LockedError if a running process holds it until the end of the wait. This process counts as
 * well.
 */
export async function openLockFile(
  path: string,
  host: Host,
  { waitMs = 0, signal }: LockFileOptions = {},
): Promise<LockFile> {
  const id = crypto.randomUUID();
  const own = `${host.pid} ${(await readProcessStart(host.pid, host)) ?? ''} ${id}\n`;
  // The file is written under another name and linked, because a half-written lock must never be visible.
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
 * Tries to acquire the lock once. Returns undefined on success, else the process that holds it.
 *
 * Several processes may find the same stale lock. Only the holder of a second lock, named after the stale
 * text, may replace it. So a new lock is never mistaken for the stale one.
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

/** Returns the id of the process that holds the lock, if that is still the process which wrote it. */
async function readOwner(text: string, host: Host): Promise<number | undefined> {
  const [, pid, start] = /^(\d+) (\d*) \S+\n$/.exec(text) ?? [];
  if (pid === undefined) return undefined;
  return (await readProcessStart(Number(pid), host)) === start ? Number(pid) : undefined;
}
