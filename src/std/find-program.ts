import { access, constants } from 'node:fs/promises';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';

/**
 * The absolute path of a program that the `PATH` given names, or undefined. Servers hide beside the folders an
 * ordinary user has on the path, so the `sbin` and `libexec` next to each `bin` are looked through too.
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
