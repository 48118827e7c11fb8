import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder whole or not at all: it is filled under another name and renamed at the end, so one that is
 * there is complete, whatever was killed on the way; what was left half done is removed. A folder that is there
 * already is kept as it is. Two processes at once need a lock around it.
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

/** Tries again when a program that is just ending still writes into it. */
async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
