import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createConnection } from 'mariadb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findServer } from '../../../src/database/local/database-server.ts';
import { LocalDatabaseError } from '../../../src/database/local/local-database-error.ts';
import {
  type LocalDatabase,
  type LocalDatabaseOptions,
  openLocalDatabase,
} from '../../../src/database/local/open-local-database.ts';
import type { Host } from '../../../src/std/host.ts';
import { readProcessStart } from '../../../src/std/process-start.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';

const packagesDirectory = resolve('.gather/packages');
const testsDirectory = resolve('.gather/test');
let directory: string;

beforeEach(async () => {
  await mkdir(testsDirectory, { recursive: true });
  directory = await mkdtemp(join(testsDirectory, 'local-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function open(options: Partial<LocalDatabaseOptions> = {}): Promise<LocalDatabase> {
  return openLocalDatabase({
    directory,
    packagesDirectory,
    host: process,
    report: () => undefined,
    ...options,
  });
}

/** Does something as a user who owns nothing here; root, whom no mode keeps out, turns into one. */
async function asStranger<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

/** Rows of a statement, run over a connection of its own as the URL says. */
async function query(url: string, sql: string): Promise<unknown[]> {
  const { pathname, searchParams } = new URL(url);
  const socketPath = searchParams.get('socket') ?? '';
  const connection = await createConnection({ socketPath, user: 'root', database: pathname.slice(1) });
  try {
    const rows: unknown = await connection.query(sql);
    return Array.isArray(rows) ? rows : [];
  } finally {
    await connection.end();
  }
}

/** A process that holds the database of `directory`, together with what it said of it. */
async function spawnHolder(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const program = join(import.meta.dirname, 'hold-database.ts');
  const child = spawn(process.execPath, [program, directory, packagesDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]; // readline's own type
  return { child, ...(JSON.parse(line) as { url: string; pid: number }) }; // written by hold-database.ts
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const isRunning = async (pid: number): Promise<boolean> =>
  (await readProcessStart(pid, process)) !== undefined;

// the first of them may have to fetch a server
describe('The private folder of another user', () => {
  test.each([0o500, 0o000])('of mode %i is refused with what to do', async (mode) => {
    await chmod(directory, mode);
    try {
      const error = await asStranger(() => open().catch((reason: unknown) => reason));
      expect(error).toBeInstanceOf(LocalDatabaseError);
      expect(String(error)).toContain(
        `The private folder ${directory} belongs to another user, and this one may not use it (EACCES`,
      );
      expect(String(error)).toContain('Set PRIVATE_DIRECTORY to a folder of your own');
    } finally {
      await chmod(directory, 0o700);
    }
  });
});

describe('Local database', { timeout: 300_000 }, () => {
  test('starts from nothing, in UTC and utf8mb4, reachable by its socket alone', async () => {
    const messages: string[] = [];
    await using database = await open({ report: (message) => messages.push(message) });
    expect(messages).toContain('preparing the data folder …');
    const rows = await query(
      database.url,
      `SELECT @@global.time_zone zone, @@skip_networking quiet, @@character_set_database charset,
        @@collation_database collation, DATABASE() name`,
    );
    expect(rows).toEqual([
      {
        zone: '+00:00',
        quiet: 1n,
        charset: 'utf8mb4',
        collation: 'utf8mb4_unicode_ci',
        name: 'gather',
      },
    ]);
  });

  test('stops its server when it is closed, and keeps what was stored', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept (id INT PRIMARY KEY)');
    await query(first.url, 'INSERT INTO kept VALUES (7)');
    await first.close();
    expect(await isRunning(first.pid)).toBe(false);

    const messages: string[] = [];
    await using second = await open({ report: (message) => messages.push(message) });
    expect(messages).toEqual([]);
    expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  test('takes over the server that a hard-killed gateway left behind', async () => {
    const { child, url, pid } = await spawnHolder();
    await query(url, 'CREATE TABLE kept (id INT PRIMARY KEY)');
    await kill(child);
    expect(await isRunning(pid)).toBe(true);

    const database = await open();
    expect(database.pid).toBe(pid);
    expect(await query(database.url, 'SELECT id FROM kept')).toEqual([]);
    await database.close();
    expect(await isRunning(pid)).toBe(false);
  });

  test('starts again after gateway and server were killed hard', async () => {
    const { child, url, pid } = await spawnHolder();
    await query(url, 'CREATE TABLE kept (id INT PRIMARY KEY)');
    await query(url, 'INSERT INTO kept VALUES (7)');
    await kill(child);
    process.kill(pid, 'SIGKILL');
    const gone = await waitUntil(async () => !(await isRunning(pid)), { intervalMs: 10, timeoutMs: 10_000 });
    expect(gone).toBe(true);

    await using database = await open();
    expect(await query(database.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  test('refuses a second gateway beside a running one, and names its process', async () => {
    const { child } = await spawnHolder();
    try {
      const home = join(directory, 'database');
      await expect(open()).rejects.toThrow(
        `Another gateway (process ${child.pid}) uses ${home}: stop it, or set DATABASE_URL.`,
      );
    } finally {
      await kill(child);
      await (await open()).close();
    }
  });

  test('keeps its server in a process group of its own, out of reach of a Ctrl-C', async () => {
    await using database = await open();
    const group = await readProcessGroup(database.pid);
    expect(group).toBe(database.pid);
  });

  test('works in a folder whose path is too long for a socket', async () => {
    const long = join(directory, 'a long name with spaces '.repeat(5).trim());
    await mkdir(long);
    await using database = await open({ directory: long });
    expect(await query(database.url, 'SELECT 1 one')).toEqual([{ one: 1 }]);
  });

  test('prepares the data folder anew when that was interrupted', async () => {
    const partial = join(directory, 'database/mariadb.partial-12345678');
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, 'ibdata1'), 'half');
    await using database = await open();
    expect(await query(database.url, 'SELECT 1 one')).toEqual([{ one: 1 }]);
  });

  test('tells both ways out where there is neither a server nor apt', async () => {
    const host = hostWithPath(join(directory, 'nothing'));
    const opening = open({ host, packagesDirectory: join(directory, 'packages') });
    await expect(opening).rejects.toThrow(LocalDatabaseError);
    await expect(opening).rejects.toThrow(/install MariaDB[\s\S]*docker compose up/);
  });

  test('shows the end of the log when the server dies at start', async () => {
    await (await open()).close();
    const kind = (await findServer(process.env))?.kind ?? 'mariadb';
    await writeFile(join(directory, 'database', kind, 'ibdata1'), 'broken');
    await expect(open()).rejects.toThrow(/did not start[\s\S]*server\.log:\n[\s\S]*ibdata1/);
  });

  test('gives up when it is told to, and can be opened afterwards', async () => {
    const abort = new AbortController();
    const opening = open({ signal: abort.signal, report: () => abort.abort() });
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    await using database = await open();
    expect(await query(database.url, 'SELECT 1 one')).toEqual([{ one: 1 }]);
  });

  test('runs a server that is on the path', async ({ skip }) => {
    await (await open()).close();
    if ((await findServer(process.env)) !== undefined) skip('every other test runs the one on the path');
    const bin = join(directory, 'installed/bin');
    await mkdir(bin, { recursive: true });
    await cp(join(packagesDirectory, 'mariadb'), join(directory, 'installed/root'), { recursive: true });
    await writeWrapper(bin, 'mariadbd', 'usr/sbin/mariadbd');
    await writeWrapper(bin, 'mariadb-install-db', 'usr/bin/mariadb-install-db');
    await symlink('/bin/sh', join(bin, 'sh'));
    const host = hostWithPath(`${bin}:${process.env['PATH']}`);
    const messages: string[] = [];
    const report = (message: string): void => void messages.push(message);
    await using database = await open({ host, report, directory: join(directory, 'other') });
    expect(messages).toEqual(['preparing the data folder …']);
    expect(await query(database.url, 'SELECT 1 one')).toEqual([{ one: 1 }]);
  });
});

function hostWithPath(path: string): Host {
  return { pid: process.pid, kill: process.kill.bind(process), env: { ...process.env, PATH: path } };
}

/** A script that runs an unpacked program as if it were installed. */
async function writeWrapper(bin: string, name: string, path: string): Promise<void> {
  const root = join(bin, '../root');
  const libraries = `LD_LIBRARY_PATH="$(echo '${root}'/usr/lib/*-linux-*)"`;
  const options = `--basedir='${root}/usr' --lc-messages-dir='${root}/usr/share/mysql'`;
  const script = `#!/bin/sh\nfirst="$1"\nshift\n${libraries} exec '${root}/${path}' "$first" ${options} "$@"\n`;
  await writeFile(join(bin, name), script, { mode: 0o755 });
}

async function readProcessGroup(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2]);
}
