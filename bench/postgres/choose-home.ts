import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProcessUser } from '../../src/std/run-program.ts';
import { PostgresError } from './postgres-error.ts';

/** A folder for the server, and who is to run it where that is not this user. */
export interface PostgresHome {
  readonly directory: string;
  readonly user: ProcessUser | undefined;
}

/** Linux's ids of `nobody`. */
const nobody: ProcessUser = { uid: 65_534, gid: 65_534 };

/**
 * PostgreSQL refuses to be run by root, and then somebody else must be able to reach its files: root's project in a
 * folder closed to others gets one among the system's temporary files, always the same.
 * @throws PostgresError when that one belongs to somebody else.
 */
export async function chooseHome(preferred: string): Promise<PostgresHome> {
  await mkdir(preferred, { recursive: true });
  if (userInfo().uid !== 0) return { directory: preferred, user: undefined };
  if (await isOpen(preferred)) return { directory: preferred, user: nobody };
  const hash = createHash('sha256').update(preferred).digest('hex').slice(0, 16);
  const directory = join(tmpdir(), `gather-postgres-${hash}`);
  await mkdir(directory, { recursive: true });
  const status = await lstat(directory);
  if (!status.isDirectory() || status.uid !== 0)
    throw new PostgresError(`The folder ${directory}, meant for PostgreSQL, is not root's own: remove it.`);
  await chmod(directory, 0o755);
  return { directory, user: nobody };
}

/** Whether everybody may pass through a folder and all that it lies in. */
async function isOpen(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || (await isOpen(parent));
}
