import { expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { readMetrics } from '../support/metrics.ts';
import { ask, openTwoProcesses, until, workerPids } from '../support/two-processes.ts';

test('A gateway of two processes tells the metrics of both, whichever is asked', async () => {
  await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl(), METRICS: 'true' });
  const requests = (): number => gateway.lines().filter(({ msg }) => msg === 'request').length;
  const answerers = (): number =>
    new Set(gateway.lines().flatMap(({ msg, pid }) => (msg === 'request' ? [pid] : []))).size;
  await until(async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask(gateway.url)));
    return answerers() === 2;
  });
  const counted = 'gather_request_duration_seconds_count{operation="query",status="200"}';
  for (let asked = 0; asked < 10; asked++)
    expect((await readMetrics(gateway.url)).get(counted)).toBe(requests());
  // One that is stuck is left out.
  const [stuck = 0] = workerPids(gateway);
  process.kill(stuck, 'SIGSTOP');
  try {
    const others = await Promise.any(Array.from({ length: 8 }, () => readMetrics(gateway.url)));
    expect(others.get(counted)).toBeLessThan(requests());
  } finally {
    process.kill(stuck, 'SIGCONT');
  }
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
});
