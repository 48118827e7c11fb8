import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Events } from '../../../src/events.ts';
import { runStatement } from '../../../src/database/select/run-statement.ts';
import { openStatementPool, type StatementPool } from '../../support/statement-pool.ts';

const opened = new AsyncDisposableStack();
let monitor: StatementPool['monitor'];
let pool: StatementPool['pool'];
let connections: StatementPool['connections'];

beforeAll(async () => {
  ({ monitor, pool, connections } = opened.use(await openStatementPool()));
});

afterAll(() => opened.disposeAsync());

describe('Statement', () => {
  test('is cancelled at whatever moment it is given up, and leaves its connection to the next', async () => {
    const connectionIds = new Set<string>();
    for (let turns = 0; turns < 30; turns += 1) {
      const controller = new AbortController();
      // Longer than the test may take: one that runs on is noticed.
      const run = runStatement(connections, monitor, 'SELECT SLEEP(60)', [], {
        timeoutMs: 60_000,
        signal: controller.signal,
        events: new Events(),
      });
      const refused = run.rows.then(
        () => undefined,
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns % 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const reason = new Error('Nobody waits any more.');
      controller.abort(reason);
      expect(await refused).toBe(reason);
      await run.released;
      const [row] = await pool.query<{ id: bigint }[]>('SELECT CONNECTION_ID() AS id');
      connectionIds.add(String(row?.id));
    }
    expect(connectionIds.size).toBe(1);
  });
});
