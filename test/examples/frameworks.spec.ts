import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { packPackage } from '../../scripts/check-package.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase } from '../support/database.ts';
import { registryEnvironment } from '../support/registry-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'gather-frameworks-'));
const tarball = packPackage(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts an example on a free port, and gives its address once it listens. */
async function openExample(cwd: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const child = spawn(process.execPath, ['--env-file=.env', 'server.ts'], {
    cwd,
    env: { PATH: process.env['PATH'], PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const port = (): string | undefined => /^Listening: .*"port":(\d+)/m.exec(output)?.[1];
  const hasStarted = (): boolean => port() !== undefined || child.exitCode !== null;
  await waitUntil(hasStarted, { intervalMs: 20, timeoutMs: 60_000 });
  if (port() === undefined) {
    child.kill('SIGKILL');
    throw new Error(`The example does not listen:\n${output}`);
  }
  return {
    url: `http://127.0.0.1:${port()}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    },
  };
}

test.each(['express', 'fastify', 'hono'])('%s serves the gateway next to its own paths', async (name) => {
  const project = join(folder, name);
  cpSync(join(import.meta.dirname, '../../examples', name), project, { recursive: true });
  await using database = await openTestDatabase('directory');
  writeFileSync(join(project, '.env'), `DATABASE_URL=${database.url}\n`);
  const environment = { PATH: process.env['PATH'], HOME: folder, ...registryEnvironment() };
  const run = async (program: string, ...parameters: string[]): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)(program, parameters, {
      cwd: project,
      env: environment,
    });
    return `${stdout}${stderr}`;
  };
  await run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', tarball);
  expect(await run('npx', '--no-install', 'gather', 'pull')).toContain('Wrote prisma/schema.prisma');

  await using example = await openExample(project);
  const endpoint = `${example.url}/graphql`;
  const post = async (body: string): Promise<Response> =>
    await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const ask = async (query: string, variables = {}): Promise<unknown> =>
    await (await post(JSON.stringify({ query, variables }))).json();

  const ready = async (): Promise<boolean> => (await fetch(`${endpoint}/health/ready`)).status === 200;
  expect(await waitUntil(ready, { intervalMs: 50, timeoutMs: 60_000 })).toBe(true);
  expect(await (await fetch(`${example.url}/hello`)).text()).toBe('Hello');
  expect((await fetch(`${example.url}/graphqlx`)).status).toBe(404);

  const write = 'mutation ($id: ID!) { updateUser(id: $id, data: { name: "Ada Löw" }) { name } }';
  expect(await ask(write, { id: 1 })).toMatchObject({ data: { updateUser: { name: 'Ada Löw' } } });
  expect(await ask('{ user(id: 1) { name } }')).toMatchObject({ data: { user: { name: 'Ada Löw' } } });
  const read = await fetch(`${endpoint}?${new URLSearchParams({ query: '{ user(id: 1) { id name } }' })}`);
  expect(await read.json()).toMatchObject({ data: { user: { id: '1', name: 'Ada Löw' } } });

  expect((await post('{')).status).toBe(400);
  expect(await ask('{ nobody }')).toMatchObject({ errors: [{ message: expect.stringContaining('nobody') }] });
  const page = await fetch(endpoint, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toContain('text/html');
});
