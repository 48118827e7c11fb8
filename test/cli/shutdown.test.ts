import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDatabase, openLocalDatabase } from '../../src/database/local/open-local-database.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { sendBlocked } from '../support/blocked-request.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type GatewayProcess, openGatewayProcess, probe, type Settings } from '../support/gateway-process.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase('tables');
});

afterEach(async () => {
  await database.connection.query('UNLOCK TABLES');
  await database[Symbol.asyncDispose]();
});

async function openReady(settings: Settings = {}): Promise<GatewayProcess> {
  const gateway = await openGatewayProcess({ DATABASE_URL: database.url, ...settings });
  await gateway.ready();
  return gateway;
}

async function waitForStopping(gateway: GatewayProcess): Promise<void> {
  const isStopping = (): boolean => gateway.output().includes('Stopping');
  expect(await waitUntil(isStopping, { intervalMs: 5, timeoutMs: 10_000 })).toBe(true);
}

describe('A gateway that is asked to stop while its database does not answer', { timeout: 120_000 }, () => {
  let directory: string;
  let server: LocalDatabase;
  beforeEach(async () => {
    await mkdir(resolve('.gather/test'), { recursive: true });
    directory = await mkdtemp(join(resolve('.gather/test'), 'frozen-'));
    server = await openLocalDatabase({
      directory,
      packagesDirectory: resolve('.gather/packages'),
      host: process,
      report: () => undefined,
    });
  });
  afterEach(async () => {
    process.kill(server.pid, 'SIGCONT');
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('ends soon with 0 when nothing is asked', async () => {
    await using gateway = await openGatewayProcess({ DATABASE_URL: server.url }, ['--no-seed']);
    await gateway.ready();
    process.kill(server.pid, 'SIGSTOP');
    const startedAt = performance.now();
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    // The driver gives its connections up after ten seconds.
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  });

  test('ends with 1 at its deadline when requests wait, and says how many and which', async () => {
    const settings = { DATABASE_URL: server.url, SHUTDOWN_TIMEOUT_MS: '1500' };
    await using gateway = await openGatewayProcess(settings, ['--no-seed']);
    await gateway.ready();
    process.kill(server.pid, 'SIGSTOP');
    const sent = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation Waits { createTeam(data: { slug: "a", name: "A" }) { id } }' }),
    }).catch(() => 'cut off');
    const isHeard = async (): Promise<boolean> => (await probe(gateway.url, 'live')) === 200;
    expect(await waitUntil(isHeard, { intervalMs: 10, timeoutMs: 10_000 })).toBe(true);
    const startedAt = performance.now();
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await sent).toBe('cut off');
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({
        msg: 'Stopping: requests that had not ended were cut off',
        requests: 1,
        operations: ['Waits'],
      }),
    );
  });
});

describe('A gateway that is asked to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s takes no new requests, answers those in flight and ends with 0',
    async (signal) => {
      await using gateway = await openReady();
      const { outcome } = await sendBlocked(gateway, database);
      gateway.kill(signal);
      await waitForStopping(gateway);
      expect([0, 503]).toContain(await probe(gateway.url, 'ready'));
      await database.connection.query('UNLOCK TABLES');
      expect(await outcome).toEqual({ data: { users: { nodes: [] } } });
      expect(await gateway.ended).toBe(0);
      expect(gateway.complaints()).toBe('');
    },
  );

  test('ends with 1 at its deadline when a request is stuck', async () => {
    await using gateway = await openReady({ SHUTDOWN_TIMEOUT_MS: '300' });
    const { outcome } = await sendBlocked(gateway, database);
    const startedAt = performance.now();
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(await outcome).toBe('cut off');
  });

  test('a second time ends at once, with 1', async () => {
    await using gateway = await openReady();
    const { outcome } = await sendBlocked(gateway, database);
    gateway.kill('SIGTERM');
    await waitForStopping(gateway);
    const startedAt = performance.now();
    // Two at nearly the same time count as one, so the second one is sent until it is taken.
    let code: number | undefined;
    void gateway.ended.then((exitCode) => (code = exitCode));
    const hasEnded = (): boolean => {
      gateway.kill('SIGTERM');
      return code !== undefined;
    };
    expect(await waitUntil(hasEnded, { intervalMs: 25, timeoutMs: 10_000 })).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(code).toBe(1);
    expect(await outcome).toBe('cut off');
  });

  test('while it still waits for its database ends with 0', async () => {
    const settings = { DATABASE_URL: 'mysql://root@127.0.0.1:9/app' };
    await using gateway = await openGatewayProcess(settings);
    const waits = (): boolean => gateway.output().includes('The gateway waits for it');
    expect(await waitUntil(waits, { intervalMs: 10, timeoutMs: 20_000 })).toBe(true);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).not.toContain('Gather is ready.');
  });
});
