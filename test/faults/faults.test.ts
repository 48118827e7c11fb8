import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { Findings } from './findings.ts';
import { faults } from './faults.ts';
import { runFaults } from './run-faults.ts';
import { writeTable } from './write-table.ts';

const options = {
  isShort: true,
  kind: 'mariadb',
  serverUrl: inject('serverUrl'),
  signal: new AbortController().signal,
  report: () => undefined,
} as const;

describe('Faults', () => {
  test('are all of the table, in its order', () => {
    const numbers = [...new Set(faults.map(({ number }) => number))];
    expect(numbers).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
  });

  test('that other tests hold are told with files that are there', () => {
    const files = faults.flatMap(({ short }) => (typeof short === 'object' ? [short.heldBy] : []));
    expect(files.filter((file) => !existsSync(join(import.meta.dirname, '../..', file)))).toEqual([]);
  });

  const cheap = faults.filter(({ short }) => short === 'runs');
  test.each(cheap.map((fault) => ({ name: `${fault.title} (${fault.number})`, fault })))(
    'hold: $name',
    // Once more where a program that is not ours ended by itself.
    { timeout: 150_000, retry: 1 },
    async ({ fault }) => {
      const [result] = await runFaults({ ...options, faults: [fault] });
      expect(result).toEqual({ ...result, outcome: 'holds' });
    },
  );
});

describe('Run of faults', () => {
  test('tells what does not hold, what breaks off and what does not apply, and closes what was opened', async () => {
    const closed: string[] = [];
    const run = { ...options, isShort: false };
    const resource = { [Symbol.asyncDispose]: () => Promise.resolve(void closed.push('closed')) };
    const results = await runFaults({
      ...run,
      faults: [
        { number: 1, title: 'seen', run: (stage) => Promise.resolve(stage.seen.equal('code', 'B', 'A')) },
        { number: 2, title: 'broken', run: () => Promise.reject(new Error('boom')) },
        { number: 3, title: 'silent', run: () => Promise.resolve() },
        {
          number: 4,
          title: 'late',
          timeoutMs: 20,
          run: (stage) => stage.use(Promise.resolve(resource)).then(never),
        },
        { number: 5, title: 'none', doesNotApply: 'there is none', run: never },
      ],
    });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'does not hold',
      'does not hold',
      'does not hold',
      'does not hold',
      'not run',
    ]);
    expect(closed).toEqual(['closed']);
    expect(writeTable(results).split('\n').slice(2)).toEqual([
      '| 1 | seen | **code: B; wanted: A** | **does not hold** |',
      '| 2 | broken | **broke off: boom** | **does not hold** |',
      '| 3 | silent |  | **does not hold** |',
      '| 4 | late | **broke off: not over after 0.02 s** | **does not hold** |',
      '| 5 | none | does not apply: there is none | not run |',
    ]);
  });

  test('names tests in the place of a fault that they hold, in its short form', async () => {
    const results = await runFaults({
      ...options,
      faults: [
        { number: 1, title: 'held', short: { heldBy: 'test/a.test.ts' }, run: never },
        { number: 2, title: 'long', run: never },
      ],
    });
    expect(results.map(({ seen, outcome }) => [seen, outcome])).toEqual([
      ['held by test/a.test.ts', 'held by other tests'],
      ['in the long form only', 'not run'],
    ]);
  });
});

describe('Findings', () => {
  test('hold where all of them do, and there is one', () => {
    const seen = new Findings();
    expect(seen.holds).toBe(false);
    seen.atMost('after', 0.5, 1, ' s');
    expect(seen.holds).toBe(true);
    seen.atLeast('acknowledged', 0, 1);
    expect(seen.holds).toBe(false);
    expect(String(seen)).toBe('after: 0.50 s; **acknowledged: 0; wanted: ≥ 1**');
  });
});

function never(): Promise<never> {
  return new Promise(() => undefined);
}
