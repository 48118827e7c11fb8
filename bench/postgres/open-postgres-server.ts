import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, open, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findProcesses } from '../../src/std/find-processes.ts';
import { makeFolder } from '../../src/std/make-folder.ts';
import { readProcessStart } from '../../src/std/process-start.ts';
import { lastLines, runProgram } from '../../src/std/run-program.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import type { PostgresHome } from './choose-home.ts';
import { PostgresError } from './postgres-error.ts';
import type { PostgresPrograms } from './unpack-postgres.ts';

/** A PostgreSQL that answers on a socket which no other user can reach. */
export interface PostgresServer extends AsyncDisposable {
  readonly pid: number;
  /** The URL of one of its databases, with the socket's folder as the parameter `host`. */
  readonly urlOf: (database: string) => string;
}

const superuser = 'bench';
const pollIntervalMs = 25;
const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;

/**
 * Starts the server on its data folder, which is made at the first time. One that a killed run left behind is ended
 * first.
 * @throws PostgresError with the end of its log, or CommandError, where that is not possible.
 */
export async function openPostgresServer(
  programs: PostgresPrograms,
  { directory, user }: PostgresHome,
  signal: AbortSignal,
): Promise<PostgresServer> {
  const { postgres, initdb, environment } = programs;
  // One spelling, because a server left behind is known by the path of its data folder.
  const data = join(await realpath(directory), 'data');
  await makeFolder(data, async (draft) => {
    if (user !== undefined) await chown(draft, user.uid, user.gid);
    // Nobody but this user reaches the socket. Collations are not measured, and C's needs no files of the system.
    const parameters = ['--auth=trust', `--username=${superuser}`, '--encoding=UTF8', '--locale=C', '-D'];
    await runProgram(initdb, [...parameters, draft], { environment, directory: '/', user, signal });
  });
  for (const { pid } of await findProcesses(data)) await stopPostgres(pid);

  await using opened = new AsyncDisposableStack();
  const socketFolder = await mkdtemp(join(tmpdir(), 'gather-postgres-'));
  opened.defer(() => rm(socketFolder, { recursive: true, force: true }));
  if (user !== undefined) await chown(socketFolder, user.uid, user.gid);
  const log = join(directory, 'server.log');
  await using output = await open(log, 'w', 0o600);
  // In a process group of its own: Ctrl-C goes to the whole group, and the peer is to end before its database.
  const child = spawn(postgres, ['-D', data, ...buildParameters(socketFolder)], {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { ...environment },
    cwd: '/',
    ...user,
  });
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new PostgresError(`${postgres} could not be started.`);
  opened.defer(() => stopPostgres(pid));

  const urlOf = (database: string): string =>
    `postgres://${superuser}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
  let answers = false;
  const isSettled = async (): Promise<boolean> => {
    answers = await canConnect(urlOf('postgres'));
    return answers || child.exitCode !== null || child.signalCode !== null;
  };
  await waitUntil(isSettled, { intervalMs: pollIntervalMs, timeoutMs: startTimeoutMs, signal });
  if (!answers) {
    const lines = lastLines(await readFile(log, 'utf8'), 15);
    throw new PostgresError(`PostgreSQL did not start on ${data}. The end of its log, ${log}:\n${lines}`);
  }
  const running = opened.move();
  return { pid, urlOf, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The server as it comes but for these; `shared_buffers` are the 128 MB that the bench's MariaDB has too. */
function buildParameters(socketFolder: string): readonly string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    shared_buffers: '128MB',
    // As in MariaDB, commits do not wait for the disk.
    synchronous_commit: 'off',
    // Its compiler is not fetched; the manual has it for long queries that are bound by the CPU.
    jit: 'off',
    // GMT is the one zone that needs no files of the system.
    timezone: 'GMT',
    log_timezone: 'GMT',
    shared_preload_libraries: 'pg_stat_statements',
    // BEGIN, COMMIT and the like are no statements in MariaDB's count either.
    'pg_stat_statements.track_utility': 'off',
    'pg_stat_statements.save': 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function canConnect(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined); // a server that ends meanwhile; the next question finds out
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** SIGINT ends it in good order without waiting for its clients, SIGQUIT at once. */
async function stopPostgres(pid: number): Promise<void> {
  const start = await readProcessStart(pid, process);
  if (start === undefined) return;
  const hasEnded = async (): Promise<boolean> => (await readProcessStart(pid, process)) !== start;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (await hasEnded()) return;
    process.kill(pid, signal);
    if (await waitUntil(hasEnded, { intervalMs: pollIntervalMs, timeoutMs: stopTimeoutMs })) return;
  }
}
