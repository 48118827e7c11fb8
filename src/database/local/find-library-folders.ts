import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Finds the libraries of unpacked packages, for the loader: `lib` and `usr/lib`, each with its folders per
 * architecture, such as `x86_64-linux-gnu`.
 */
export async function findLibraryFolders(folder: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const base of [join(folder, 'usr/lib'), join(folder, 'lib')]) {
    const entries = await readdir(base).catch(() => []);
    folders.push(
      ...entries.filter((entry) => entry.includes('-linux-')).map((entry) => join(base, entry)),
      base,
    );
  }
  return folders;
}
