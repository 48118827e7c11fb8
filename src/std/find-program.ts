import { access, constants } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';

/**
 * Finds the absolute path of a program in a `PATH`. Also searches the `sbin` and `libexec` next to each
 * `bin`, where database servers are installed. Returns undefined if there is none.
 */
export async function findProgram(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of programFolders(path ?? '')) {
    const program = join(folder, name);
    if (await isExecutable(program)) return program;
  }
  return undefined;
}

function programFolders(path: string): readonly string[] {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  const beside = folders
    .filter((folder) => basename(folder) === 'bin')
    .flatMap((folder) => [join(dirname(folder), 'sbin'), join(dirname(folder), 'libexec')]);
  return [...new Set([...folders, ...beside])];
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
