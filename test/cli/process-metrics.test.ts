import { expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { readMetrics } from '../support/metrics.ts';
import { answererPids, ask, openTwoProcesses, until, workerPids } from '../support/two-processes.ts';

test('A gateway of two processes tells the metrics of both, whichever is asked', async () => {
  await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl(), METRICS: 'true' });
  await until(async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask(gateway.url)));
    return new Set(answererPids(gateway)).size === 2;
  });
  const count = async (process: number): Promise<number | undefined> =>
    (await readMetrics(gateway.url)).get(
      `gather_request_duration_seconds_count{operation="query",process="${process}",status="200"}`,
    );
  for (let asked = 0; asked < 10; asked++)
    expect(((await count(0)) ?? 0) + ((await count(1)) ?? 0)).toBe(answererPids(gateway).length);
  // One that is stuck is left out.
  const [stuck = 0] = workerPids(gateway);
  process.kill(stuck, 'SIGSTOP');
  try {
    // Whichever is asked; the stuck one does not answer.
    const [first, second] = await Promise.all(
      [0, 1].map((process) => Promise.any(Array.from({ length: 8 }, () => count(process)))),
    );
    expect([first, second].filter((each) => each !== undefined)).toHaveLength(1);
  } finally {
    process.kill(stuck, 'SIGCONT');
  }
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
});
