import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder completely or not at all. It is filled under another name and renamed at the end, and
 * the remains of an interrupted attempt are removed. An existing folder is kept unchanged. Two processes
 * need a lock around it.
 */
export async function makeFolder(path: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (await isThere(path)) return;
  const parent = dirname(path);
  const prefix = `${basename(path)}.partial-`;
  await mkdir(parent, { recursive: true });
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(prefix)) await removeFolder(join(parent, entry));
  }
  const draft = join(parent, prefix + crypto.randomUUID().slice(0, 8));
  await mkdir(draft, { mode: 0o700 });
  try {
    await fill(draft);
    await rename(draft, path);
  } finally {
    await removeFolder(draft);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Removes a folder. Tries again, because a program that is about to end may still write into it. */
async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
