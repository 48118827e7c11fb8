import { afterEach, describe, expect, test } from 'vitest';
import { buildLog } from '../../src/log.ts';
import { Readiness } from '../../src/server/readiness.ts';

let readiness: Readiness | undefined;
afterEach(() => readiness?.[Symbol.dispose]());

/** One with a clock and a database that are the test's. */
function watchDatabase(): {
  readiness: Readiness;
  database: { fault: Error | undefined };
  pass: (seconds: number) => Promise<void>;
  told: () => unknown[];
} {
  const database: { fault: Error | undefined } = { fault: undefined };
  const lines: string[] = [];
  let nowMs = 0;
  const opened = new Readiness({
    ready: () => (database.fault ? Promise.reject(database.fault) : Promise.resolve()),
    log: buildLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
    now: () => nowMs,
  });
  readiness = opened;
  return {
    readiness: opened,
    database,
    // As its own timer does, which the test does not wait for.
    async pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        nowMs += 1_000;
        await opened.watch();
      }
    },
    told: () =>
      lines.splice(0).map((line) => {
        const { msg, reason, forMs, afterMs } = JSON.parse(line) as Record<string, unknown>;
        return [msg, reason, forMs ?? afterMs].filter((part) => part !== undefined);
      }),
  };
}

describe('An outage of the database', () => {
  test('is logged when it begins, once a minute and when it ends, though nobody asks', async () => {
    const { database, pass, told } = watchDatabase();
    await pass(5);
    expect(told()).toEqual([]);
    database.fault = new Error('connect ECONNREFUSED');
    await pass(1);
    expect(told()).toEqual([['not ready', 'connect ECONNREFUSED']]);
    await pass(59);
    expect(told()).toEqual([]);
    database.fault = new Error('too many connections');
    await pass(61);
    expect(told()).toEqual([
      ['still not ready', 'too many connections', 60_000],
      ['still not ready', 'too many connections', 120_000],
    ]);
    database.fault = undefined;
    await pass(5);
    expect(told()).toEqual([['ready: the database answers', 121_000]]);
  });

  test('at the start is logged where it is waited for, and once a minute from then on', async () => {
    const { database, pass, told, readiness } = watchDatabase();
    database.fault = new Error('connect ECONNREFUSED');
    await pass(30);
    expect(told()).toEqual([]);
    await pass(31);
    expect(told()).toEqual([['still not ready', 'connect ECONNREFUSED', 60_000]]);
    expect(await readiness.check()).toEqual({ reason: database.fault });
    expect(told()).toEqual([['not ready', 'connect ECONNREFUSED']]);
  });
});
