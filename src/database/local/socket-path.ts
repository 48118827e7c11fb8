import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { LocalDatabaseError } from './local-database-error.ts';

/** The bytes of a socket's path, which are 108 including a zero at the end (unix(7)). */
const pathMaxBytes = 107;

/**
 * Makes the folder of the server's socket, which only this user may enter. Returns the path of the socket.
 * If the path of the project is too long for one, the folder is in the system's folder for temporary files.
 * It is always the same, so that a server that was left running is found again.
 * @throws LocalDatabaseError If that folder belongs to another user.
 */
export async function makeSocketPath(directory: string): Promise<string> {
  const preferred = join(directory, 'run');
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const folder = fits(preferred) ? preferred : join(tmpdir(), `gather-${hash}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await lstat(folder);
  // The whole mode is compared, so that a symbolic link is refused too.
  if (mode !== (0o040_000 | 0o700) || uid !== userInfo().uid) {
    throw new LocalDatabaseError(
      `The folder ${folder}, meant for the database's socket, is not private to this user: remove it.`,
    );
  }
  return join(folder, socketName);
}

const socketName = 'server.sock';

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, socketName)) <= pathMaxBytes;
}
