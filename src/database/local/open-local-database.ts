import { mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createConnection } from 'mariadb';
import { hasCode } from '../../std/has-code.ts';
import type { Host } from '../../std/host.ts';
import { LockedError, type LockFile, openLockFile } from '../../std/lock-file.ts';
import { rootMessage } from '../../std/root-message.ts';
import { type DatabaseServer, findServer } from './database-server.ts';
import { LocalDatabaseError } from './local-database-error.ts';
import { keepRunning } from './keep-running.ts';
import { prepareData } from './prepare-data.ts';
import { buildServerCommand } from './server-command.ts';
import { openServerProcess, type ServerProcess } from './server-process.ts';
import { makeSocketPath } from './socket-path.ts';
import { unpackServer } from './unpack-server.ts';

/** The folder of the private server, and its options. */
export interface LocalDatabaseOptions {
  /** The folder of everything that the server needs and keeps. */
  readonly directory: string;
  readonly host: Host;
  /** Called with a line about each slow step. */
  readonly report: (message: string) => void;
  /** The name of the database. */
  readonly name?: string;
  /** The folder for unpacked packages, if the machine has no server. Several databases may share it. */
  readonly packagesDirectory?: string;
  /** Finds the server to run. By default an installed one, or one from the machine's packages. */
  readonly findServer?: () => Promise<DatabaseServer>;
  /** Further parameters of the server's command line. They override the default ones. */
  readonly parameters?: readonly string[];
  /** True if the server is restarted whenever it ends by itself. */
  readonly keepRunning?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A private database, which runs until it is closed. */
export interface LocalDatabase {
  /** In the form of DATABASE_URL, with the path of the socket as the parameter `socket`. */
  readonly url: string;
  /** The process id of the server. */
  readonly pid: number;
  close(): Promise<void>;
  /** Kills the server at once, if closing takes too long. */
  kill(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

const packagesTimeoutMs = 300_000;

/**
 * Opens the private database of a folder. Finds or fetches a server, prepares its data folder the first
 * time, starts it, and creates the database if necessary. It can be interrupted at any point: unfinished
 * steps are repeated, and a server that was left running is taken over.
 * @throws LocalDatabaseError If another gateway uses the folder, there is no server, or it does not start.
 */
export async function openLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  try {
    return await open(options);
  } catch (error) {
    if (!hasCode(error, 'EACCES') && !hasCode(error, 'EPERM')) throw error;
    throw new LocalDatabaseError(
      `The private folder ${options.directory} belongs to another user, and this one may not use it (${rootMessage(error)}). ` +
        'Set PRIVATE_DIRECTORY to a folder of your own, start as its owner, or set DATABASE_URL.',
      { cause: error },
    );
  }
}

async function open(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  const { host, name = 'gather', report, signal } = options;
  const home = join(options.directory, 'database');
  await mkdir(home, { recursive: true, mode: 0o700 });
  // One spelling, because a server that was left running is recognized by the path of its data folder.
  const directory = await realpath(home);
  await using opened = new AsyncDisposableStack();
  opened.use(await lock(directory, host));
  const server = await (options.findServer?.() ?? findOwnServer(options));
  const data = join(directory, server.kind);
  await prepareData(data, server, report, signal);
  const socket = await makeSocketPath(directory);
  opened.defer(() => rm(dirname(socket), { recursive: true, force: true }));
  const serverOptions = {
    command: [...buildServerCommand(server, data, socket), ...(options.parameters ?? [])],
    environment: server.environment,
    data,
    socket,
    log: join(directory, 'server.log'),
    host,
  };
  const first = await openServerProcess({ ...serverOptions, signal });
  const start = (ending: AbortSignal): Promise<ServerProcess> =>
    openServerProcess({ ...serverOptions, signal: ending });
  const running = options.keepRunning === true ? keepRunning(first, { start, host, report }) : first;
  opened.defer(() => running.stop());
  await createDatabase(socket, name);
  const kept = opened.move();
  const close = (): Promise<void> => kept.disposeAsync();
  const url = `mysql://root@localhost/${name}?socket=${encodeURIComponent(socket)}`;
  return {
    url,
    get pid() {
      return running.pid;
    },
    close,
    kill: () => void host.kill(running.pid, 'SIGKILL'),
    [Symbol.asyncDispose]: close,
  };
}

async function lock(directory: string, host: Host): Promise<LockFile> {
  try {
    return await openLockFile(join(directory, 'lock'), host);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new LocalDatabaseError(
      `Another gateway (process ${error.pid}) uses ${directory}: stop it, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/**
 * Finds an installed server or unpacks one. Folders of packages may be shared, so the second process waits
 * for the first.
 */
async function findOwnServer(options: LocalDatabaseOptions): Promise<DatabaseServer> {
  const { host, report, signal } = options;
  const installed = await findServer(host.env);
  if (installed !== undefined) return installed;
  const wanted = options.packagesDirectory ?? join(options.directory, 'packages');
  await mkdir(wanted, { recursive: true });
  const directory = await realpath(wanted);
  await using _lock = await openLockFile(join(directory, 'lock'), host, {
    waitMs: packagesTimeoutMs,
    signal,
  });
  return await unpackServer({ directory, environment: host.env, report, signal });
}

async function createDatabase(socket: string, name: string): Promise<void> {
  const connection = await createConnection({ socketPath: socket, user: 'root' });
  try {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS ${connection.escapeId(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
  } finally {
    await connection.end();
  }
}
