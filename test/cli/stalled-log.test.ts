import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { findFreePort, noEnvFile, waitForProbe } from '../support/gateway-process.ts';

const program = join(import.meta.dirname, '../../src/main.mjs');

test(
  'A gateway whose log nobody reads drops lines, counts them, and stops in time',
  { timeout: 240_000 },
  async () => {
    const port = await findFreePort();
    const child = spawn(process.execPath, [program, 'start'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...noEnvFile,
        PATH: process.env['PATH'],
        PORT: String(port),
        DATABASE_URL: 'mysql://root@127.0.0.1:9/app',
        LOG_MAX_BYTES: '50000',
        SHUTDOWN_TIMEOUT_MS: '5000',
      },
    });
    try {
      const url = `http://127.0.0.1:${port}`;
      await waitForProbe(url, 'live', 200);
      const send = async (): Promise<void> => {
        const response = await fetch(`${url}/graphql?query=${encodeURIComponent('{ __typename }')}`);
        expect(await response.text()).toBe('{"data":{"__typename":"Query"}}');
      };
      // A quarter of a kilobyte each: more than a pipe and the gateway keep.
      for (let count = 0; count < 1_000; count += 10) await Promise.all(Array.from({ length: 10 }, send));
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
      const isTold = async (): Promise<void> => {
        while (!output.includes('Lines of this log were dropped')) await once(child.stdout, 'data');
      };
      await Promise.all([isTold(), send()]);
      const dropped = Number(/"dropped":(\d+)/.exec(output)?.[1]);
      const written = output.split('\n').filter((line) => line.includes('"msg":"request"')).length;
      expect(dropped).toBeGreaterThan(0);
      expect(dropped + written).toBeGreaterThanOrEqual(1_000);

      child.stdout.pause();
      for (let count = 0; count < 1_000; count += 10) await Promise.all(Array.from({ length: 10 }, send));
      const ended = once(child, 'exit');
      const startedAt = performance.now();
      child.kill('SIGTERM');
      await ended;
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      child.stdout.resume();
      await readAll(child.stdout);
    } finally {
      child.kill('SIGKILL');
    }
  },
);
