import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProcesses } from '../../src/std/find-processes.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import {
  type GatewayProcess,
  openGatewayProcess,
  probe,
  runToEnd,
  waitForProbe,
} from '../support/gateway-process.ts';

let directory: string;

beforeEach(async () => {
  const testsDirectory = resolve('.gather/test');
  await mkdir(testsDirectory, { recursive: true });
  directory = await mkdtemp(join(testsDirectory, 'private-'));
  // The packages, where there is need of any, are those of the project.
  const packages = resolve('.gather/packages');
  await mkdir(packages, { recursive: true });
  await symlink(packages, join(directory, 'packages'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function open(): Promise<GatewayProcess> {
  return openGatewayProcess({ PRIVATE_DIRECTORY: directory });
}

async function firstUser({ url }: GatewayProcess): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ user(id: 1) { email } users { totalCount } }' }),
  });
  return response.json();
}

/** Servers that still run on the folder; they are known by its path. */
async function findServers(): Promise<readonly number[]> {
  const found = await Promise.all(
    ['mariadb', 'mysql'].map((kind) => findProcesses(`--datadir=${join(directory, 'database', kind)}`)),
  );
  return found.flat().map(({ pid }) => pid);
}

async function countServers(): Promise<number> {
  return (await findServers()).length;
}

const demo = { data: { user: { email: 'user1@example.com' }, users: { totalCount: 1000 } } };

describe('`gather start` without DATABASE_URL', { timeout: 300_000 }, () => {
  test('serves a private directory from nothing, leaves no process, and is soon there the second time', async () => {
    await using first = await open();
    await first.ready(240_000);
    expect(await firstUser(first)).toEqual(demo);
    expect(first.output()).toContain(`a private one with demo data, in ${directory}`);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await countServers()).toBe(0);

    await using second = await open();
    const ms = await second.ready();
    process.stderr.write(`second start: ready in ${Math.round(ms)} ms\n`);
    // Five seconds are promised of a machine that has nothing else to do.
    expect(ms).toBeLessThan(15_000);
    expect(second.output()).not.toMatch(/Seeding|Applying|preparing/);
    expect(await firstUser(second)).toEqual(demo);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  test('has its server started again when that dies', async () => {
    await using gateway = await open();
    await gateway.ready(240_000);
    const [earlier = 0] = await findServers();
    process.kill(earlier, 'SIGKILL');
    await waitForProbe(gateway.url, 'ready', 503);
    await waitForProbe(gateway.url, 'ready', 200);
    expect(await firstUser(gateway)).toEqual(demo);
    expect(gateway.output()).toContain('The private database server has ended and is restarted');
    const [later, ...others] = await findServers();
    expect(later).not.toBe(earlier);
    expect(others).toEqual([]);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(await countServers()).toBe(0);
  });

  test('is refused beside a running one, which goes on unharmed', async () => {
    await using first = await open();
    await first.ready(240_000);
    for (const command of ['start', 'migrate']) {
      const { code, complaints } = await runToEnd([command], { PRIVATE_DIRECTORY: directory, PORT: '0' });
      expect(code).toBe(1);
      expect(complaints).toBe(
        `Another gateway (process ${first.pid}) uses ${join(directory, 'database')}: stop it, or set DATABASE_URL.\n`,
      );
    }
    expect(await probe(first.url, 'ready')).toBe(200);
    expect(await firstUser(first)).toEqual(demo);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  test('starts again after it was killed hard, with its data', async () => {
    await using first = await open();
    await first.ready(240_000);
    first.kill('SIGKILL');
    expect(await first.ended).toBeUndefined();

    await using second = await open();
    await second.ready();
    expect(second.output()).not.toMatch(/Seeding|Applying|preparing/);
    expect(await firstUser(second)).toEqual(demo);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(await countServers()).toBe(0);
  });

  test('ends with 0, and leaves nothing half done, when it is stopped while it prepares', async () => {
    await using first = await open();
    const prepares = (): boolean => first.output().includes('preparing the data folder');
    expect(await waitUntil(prepares, { intervalMs: 5, timeoutMs: 240_000 })).toBe(true);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.complaints()).toBe('');
    expect(await countServers()).toBe(0);

    await using second = await open();
    await second.ready(240_000);
    expect(await firstUser(second)).toEqual(demo);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });
});
