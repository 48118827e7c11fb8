import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStored } from '../../../src/database/connection/packet-row.ts';
import { Events } from '../../../src/events.ts';
import { runStatement, type StatementRun } from '../../../src/database/select/run-statement.ts';
import { openStatementPool, type StatementPool } from '../../support/statement-pool.ts';

const opened = new AsyncDisposableStack();
let monitor: StatementPool['monitor'];
let pool: StatementPool['pool'];
let connections: StatementPool['connections'];

beforeAll(async () => {
  ({ monitor, pool, connections } = opened.use(await openStatementPool()));
});

afterAll(() => opened.disposeAsync());

/** A hundred rows of that many characters each; the first waits as long as it is told. */
function run(maxBytes: number | undefined, characters: number): StatementRun {
  return runStatement(
    connections,
    monitor,
    `SELECT REPEAT('x', ${characters}), id FROM \`User\` LIMIT 100`,
    [],
    {
      timeoutMs: 60_000,
      maxBytes,
      signal: new AbortController().signal,
      events: new Events(),
    },
  );
}

async function readConnectionId(): Promise<string> {
  const [row] = await pool.query<{ id: bigint }[]>('SELECT CONNECTION_ID() AS id');
  return String(row?.id);
}

async function read({ rows }: StatementRun): Promise<unknown[]> {
  return (await rows).map((row) => [readStored(row, 0), readStored(row, 1)]);
}

describe('Bounded statement', () => {
  test('answers rows that take no more bytes than it may receive', async () => {
    const rows = await read(run(100 * 1_050, 1_000));
    expect(rows).toHaveLength(100);
    expect(rows).toEqual(await read(run(undefined, 1_000)));
  });

  test('is refused for more, and leaves its connection to the next', async () => {
    const connectionId = await readConnectionId();
    for (let turn = 0; turn < 20; turn += 1) {
      // The last value is what is too much: the cancellation may find the statement ended.
      const { rows, released } = run(100 * 1_000, 1_000);
      await expect(rows).rejects.toMatchObject({
        code: 'TOO_COMPLEX',
        message:
          'Expected an answer of at most 100000 bytes, but it would be larger. Request smaller pages or fewer long texts.',
      });
      await released;
      expect(await run(undefined, 1).rows).toHaveLength(100);
    }
    expect(await readConnectionId()).toBe(connectionId);
  });

  test('is cancelled in the database long before its end', async () => {
    const endless = 'SELECT a.id, b.id, c.id FROM `User` a, `User` b, `User` c';
    const { rows, released } = runStatement(connections, monitor, endless, [], {
      timeoutMs: 60_000,
      maxBytes: 10_000,
      signal: new AbortController().signal,
      events: new Events(),
    });
    await expect(rows).rejects.toMatchObject({ code: 'TOO_COMPLEX' });
    await released;
    const running = await pool.query<unknown[]>(
      'SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE ? AND ID <> CONNECTION_ID()',
      [`${endless}%`],
    );
    expect(running).toEqual([]);
  });
});
