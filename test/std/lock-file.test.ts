import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LockedError, openLockFile } from '../../src/std/lock-file.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gather-lock-'));
  path = join(directory, 'lock');
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('Lock file', () => {
  test('is held by one at a time and leaves nothing behind', async () => {
    const lock = await openLockFile(path, process);
    await expect(openLockFile(path, process)).rejects.toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
  });

  test('goes to exactly one of many who find a stale one at once', async () => {
    await writeFile(path, '4194304 1 gone\n');
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => openLockFile(path, process)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(49);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(LockedError);
    expect(await readdir(directory)).toEqual(['lock']);
  });

  test('is taken over when its process id belongs to another process by now', async () => {
    await writeFile(path, `${process.pid} 1 gone\n`);
    await using lock = await openLockFile(path, process);
    expect(lock).toBeDefined();
  });

  test('is taken over after the process that was taking it over was killed too', async () => {
    const stale = '4194304 1 first\n';
    await writeFile(path, stale);
    const guard = `${path}.${createHash('sha256').update(stale).digest('hex').slice(0, 12)}`;
    await writeFile(guard, '4194304 1 second\n');
    const lock = await openLockFile(path, process);
    expect(await readdir(directory)).toEqual(['lock']);
    await lock.release();
  });

  test('is taken over when it holds something else', async () => {
    await writeFile(path, 'garbage');
    await using lock = await openLockFile(path, process);
    expect(lock).toBeDefined();
  });

  test('is waited for as long as one is told', async () => {
    const first = await openLockFile(path, process);
    const second = openLockFile(path, process, { waitMs: 30_000 });
    await first.release();
    await using lock = await second;
    expect(lock).toBeDefined();
    await expect(openLockFile(path, process, { waitMs: 1 })).rejects.toThrow(LockedError);
  });
});
