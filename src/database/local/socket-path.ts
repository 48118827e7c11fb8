import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { LocalDatabaseError } from './local-database-error.ts';

/** unix(7): a socket's path has 108 bytes, the last of them zero. */
const pathMaxBytes = 107;

/**
 * The path for the server's socket, in a folder that only this user may enter. A project whose own path is too
 * long for sockets gets a folder in the system's one for temporary files; always the same, so that a server that
 * was left behind is found again.
 * @throws LocalDatabaseError when that folder belongs to somebody else.
 */
export async function makeSocketPath(directory: string): Promise<string> {
  const preferred = join(directory, 'run');
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const folder = fits(preferred) ? preferred : join(tmpdir(), `gather-${hash}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await lstat(folder);
  // compared whole, so that a symbolic link is refused too
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
