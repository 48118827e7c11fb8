import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
    const waits = (): boolean => gateway.output().includes('the gateway waits for it');
    expect(await waitUntil(waits, { intervalMs: 10, timeoutMs: 20_000 })).toBe(true);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).not.toContain('Gather is ready.');
  });
});
