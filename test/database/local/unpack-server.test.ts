import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackServer } from '../../../src/database/local/unpack-server.ts';
import { findProgram } from '../../../src/std/find-program.ts';

const hasApt = (await findProgram('apt-get', process.env['PATH'])) !== undefined;
const testsDirectory = resolve('.gather/test');
let directory: string;

beforeEach(async () => {
  await mkdir(testsDirectory, { recursive: true });
  directory = await mkdtemp(join(testsDirectory, 'unpack-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe.skipIf(!hasApt)('Unpacked server', () => {
  test('is fetched again when it is half done or broken, and kept when it runs', async () => {
    await mkdir(join(directory, 'mariadb.partial-12345678'));
    await mkdir(join(directory, 'mariadb/usr/sbin'), { recursive: true });
    await writeFile(join(directory, 'mariadb/usr/sbin/mariadbd'), 'not a program', { mode: 0o755 });
    const messages: string[] = [];
    const options = {
      directory,
      environment: process.env,
      report: (message: string): void => void messages.push(message),
    };
    const server = await unpackServer(options);
    expect(server).toMatchObject({ kind: 'mariadb', program: join(directory, 'mariadb/usr/sbin/mariadbd') });
    expect(messages).toEqual([
      expect.stringContaining('package servers'),
      expect.stringMatching(/^fetching MariaDB \(\d+ MB/),
    ]);
    expect(await readdir(directory)).toEqual(['mariadb']);

    messages.length = 0;
    expect(await unpackServer(options)).toEqual(server);
    expect(messages).toEqual([]);
  }, 300_000);
});
