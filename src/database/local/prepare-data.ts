import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../std/make-folder.ts';
import { CommandError, runProgram } from '../../std/run-program.ts';
import type { DatabaseServer } from './database-server.ts';
import { LocalDatabaseError } from './local-database-error.ts';

/**
 * Makes the data folder of a server, unless it exists. It gets system tables, and `root` without a password,
 * because only this user can open the socket.
 * @throws LocalDatabaseError With the output of the server's installer.
 */
export async function prepareData(
  path: string,
  server: DatabaseServer,
  report: (message: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await makeFolder(path, async (draft) => {
      report('preparing the data folder …');
      await (server.installer === undefined
        ? initialiseMysql(draft, server, signal)
        : initialiseMariadb(draft, server, server.installer, signal));
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new LocalDatabaseError(`The data folder ${path} could not be prepared.\n${error.message}`, {
      cause: error,
    });
  }
}

/** Returns the parameter that servers need to run as root. */
export function userParameters(): readonly string[] {
  return userInfo().uid === 0 ? ['--user=root'] : [];
}

async function initialiseMysql(
  draft: string,
  server: DatabaseServer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const parameters = ['--no-defaults', '--initialize-insecure', `--datadir=${draft}`, ...userParameters()];
  await runProgram(server.program, parameters, { environment: server.environment, signal });
}

/**
 * Prepares a data folder of MariaDB. Its installer is a shell script that breaks at spaces in paths, so it
 * gets aliases without any.
 */
async function initialiseMariadb(
  draft: string,
  server: DatabaseServer,
  installer: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const aliases = await mkdtemp(join(tmpdir(), 'gather-'));
  try {
    const data = join(aliases, 'data');
    const prefix = join(aliases, 'usr');
    await symlink(draft, data);
    if (server.prefix !== undefined) await symlink(server.prefix, prefix);
    const parameters = [
      '--no-defaults',
      ...(server.prefix === undefined ? [] : [`--basedir=${prefix}`]),
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      // Skips looking up the host's name, and leaves the server's installation alone.
      '--rpm',
      ...userParameters(),
    ];
    // Each server, when it starts, deletes files of others in the folder for temporary files.
    const environment = { ...server.environment, TMPDIR: aliases };
    await runProgram(installer, parameters, { environment, signal });
  } finally {
    await rm(aliases, { recursive: true, force: true });
  }
}
