import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { findFreePort, noEnvFile, probe, waitForProbe } from '../support/gateway-process.ts';

test('`npm start` passes the signal that ends it on to the gateway, and leaves nothing behind', async () => {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  // Without the set-up that comes before: it is done, and must not be done anew under the feet of other tests.
  const npm = spawn('npm', ['start', '--ignore-scripts'], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'ignore',
    env: {
      ...noEnvFile,
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: seededDatabaseUrl(),
      PORT: String(port),
    },
  });
  const ended = once(npm, 'exit');
  try {
    await waitForProbe(url, 'ready', 200);
  } finally {
    npm.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(await probe(url, 'live')).toBe(0);
});
