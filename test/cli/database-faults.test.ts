import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDatabase, openLocalDatabase } from '../../src/database/local/open-local-database.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { findFreePort, openGatewayProcess, probe, waitForProbe } from '../support/gateway-process.ts';

const testsDirectory = resolve('.gather/test');
let directory: string;

beforeEach(async () => {
  await mkdir(testsDirectory, { recursive: true });
  directory = await mkdtemp(join(testsDirectory, 'faults-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** A server of this test alone; opened again in the same folder it has the same URL and its data. */
function openServer(): Promise<LocalDatabase> {
  return openLocalDatabase({
    directory,
    packagesDirectory: resolve('.gather/packages'),
    host: process,
    report: () => undefined,
  });
}

interface Timed {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

async function ask(url: string, query = '{ users(first: 1) { totalCount } }'): Promise<Timed> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  const body: unknown = await response.json();
  return { status: response.status, body, ms: performance.now() - startedAt };
}

const unavailable = { errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }] };
const answered = { data: { users: { totalCount: 0 } } };

describe('A database that is down at start', { timeout: 120_000 }, () => {
  test('is waited for: live at once, requests refused at once, ready within a second of it', async () => {
    const earlier = await openServer();
    await earlier.close();
    await using gateway = await openGatewayProcess({ DATABASE_URL: earlier.url }, ['--no-seed']);
    await waitForProbe(gateway.url, 'live', 200);
    expect(await probe(gateway.url, 'ready')).toBe(503);
    for (let count = 0; count < 5; count += 1) {
      const answer = await ask(gateway.url);
      expect(answer).toMatchObject({ status: 503, body: unavailable });
    }
    expect(gateway.output()).not.toContain('Gather is ready.');

    await using _server = await openServer();
    await waitForProbe(gateway.url, 'ready', 200);
    await gateway.ready();
    expect(await ask(gateway.url)).toMatchObject({ status: 200, body: answered });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('is named in the log once, with the reason and without the password', async () => {
    const port = await findFreePort();
    const url = `mysql://ann:hunter2@127.0.0.1:${port}/app`;
    await using gateway = await openGatewayProcess({ DATABASE_URL: url }, ['--no-seed']);
    await waitForProbe(gateway.url, 'ready', 503);
    await waitForProbe(gateway.url, 'ready', 503);
    const warnings = (): unknown[] => gateway.lines().filter(({ level }) => level === 'warn');
    // what the process has written may come after what it has answered
    await waitUntil(() => warnings().length >= 2, { intervalMs: 10, timeoutMs: 10_000 });
    expect(warnings()).toEqual([
      expect.objectContaining({ msg: 'The database cannot be reached yet. The gateway waits for it' }),
      expect.objectContaining({ msg: expect.stringContaining('not ready') }),
    ]);
    expect(gateway.output()).toContain('ECONNREFUSED');
    expect(`${gateway.output()}${gateway.complaints()}`).not.toContain('hunter2');
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('and takes connections without a word has the first request refused, and the next', async () => {
    await using server = await openServer();
    process.kill(server.pid, 'SIGSTOP');
    try {
      await using gateway = await openGatewayProcess({ DATABASE_URL: server.url }, ['--no-seed']);
      await waitForProbe(gateway.url, 'live', 200);
      const first = await ask(gateway.url);
      expect(first).toMatchObject({ status: 503, body: unavailable });
      const next = await ask(gateway.url);
      expect(next).toMatchObject({ status: 503, body: unavailable });

      process.kill(server.pid, 'SIGCONT');
      await waitForProbe(gateway.url, 'ready', 200);
      expect(await ask(gateway.url)).toMatchObject({ status: 200, body: answered });
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
  });
});

describe('A database that is killed under a running gateway', { timeout: 120_000 }, () => {
  test('has requests refused at once, and is served again within a second of its return', async () => {
    const first = await openServer();
    await using gateway = await openGatewayProcess({ DATABASE_URL: first.url }, ['--no-seed']);
    await gateway.ready();
    expect(await ask(gateway.url)).toMatchObject({ status: 200, body: answered });

    process.kill(first.pid, 'SIGKILL');
    await first.close();
    const refused = await ask(gateway.url);
    expect(refused).toMatchObject({ status: 503, body: unavailable });
    expect(await probe(gateway.url, 'ready')).toBe(503);
    expect(await probe(gateway.url, 'live')).toBe(200);
    expect((await ask(gateway.url, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });

    await using second = await openServer();
    expect(second.url).toBe(first.url);
    await waitForProbe(gateway.url, 'ready', 200);
    expect(await ask(gateway.url)).toMatchObject({ status: 200, body: answered });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.lines().filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  });
});
