import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase } from '../support/database.ts';
import { findFreePort, noEnvFile, runToEnd } from '../support/gateway-process.ts';

const root = join(import.meta.dirname, '../..');

test('`npm run dev` starts again when the schema of PRISMA_SCHEMA or the file of settings has changed', async () => {
  await using database = await openTestDatabase('nothing');
  const folder = await mkdtemp(join(tmpdir(), 'gather-test-'));
  const schema = join(folder, 'schema.prisma');
  const envFile = join(folder, 'settings.env');
  await cp(join(import.meta.dirname, 'shop'), folder, { recursive: true });
  const settings = { PRIVATE_DIRECTORY: join(folder, 'private'), DATABASE_URL: database.url };
  await runToEnd(['migrate'], { ...settings, PRISMA_SCHEMA: schema });
  await writeFile(envFile, `PRISMA_SCHEMA=${schema}\n`);
  const port = await findFreePort();
  const dev = spawn(process.execPath, ['scripts/dev.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...noEnvFile, ...settings, ENV_FILE: envFile, PORT: String(port) },
  });
  const ended = once(dev, 'exit');
  let output = '';
  dev.stdout.on('data', (text: Buffer) => (output += String(text)));
  const count = (text: string): number => output.split(text).length - 1;
  const starts = (times: number): Promise<boolean> =>
    waitUntil(() => count('Gather is ready.') === times, { intervalMs: 20, timeoutMs: 60_000 });
  try {
    expect(await starts(1)).toBe(true);
    // As many editors save.
    await writeFile(join(folder, 'draft'), 'model Extra {\n  id Int @id\n}\n');
    await rename(join(folder, 'draft'), schema);
    const hasChanged = (): boolean => count('schema.prisma has changed: starting again') === 1;
    expect(await waitUntil(hasChanged, { intervalMs: 20, timeoutMs: 60_000 })).toBe(true);
    await database.connection.query('CREATE TABLE Extra (id INT PRIMARY KEY)');
    expect(await starts(2)).toBe(true);
    await writeFile(envFile, `PRISMA_SCHEMA=${schema}\nMUTATIONS=false\n`);
    expect(await starts(3)).toBe(true);
    expect(count('settings.env has changed: starting again')).toBe(1);
  } finally {
    dev.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
  expect(await ended).toEqual([0, null]);
});
