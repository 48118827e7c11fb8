import { expect, test } from 'vitest';
import { type Measurement, takeMedians } from '../../bench/measure.ts';
import { checkSameData } from '../../bench/read-answers.ts';
import { checkClaim } from '../../bench/results.ts';
import { readSettings } from '../../bench/settings.ts';

test('Answers of two servers are held against each other by their data alone', () => {
  const body = '{"query":"{ a b }"}';
  const expected = [{ body, answer: '{"data":{"a":1,"b":2}}' }];
  const check = (answer: string) => () => checkSameData('peer', expected, [{ body, answer }]);
  expect(check('{"data": {"a": 1, "b": 2}, "extensions": {}}')).not.toThrow();
  expect(check('{"data":{"b":2,"a":1}}')).toThrow('Expected peer to answer');
  expect(check('{"data":{"a":1,"b":null}}')).toThrow('Expected peer to answer');
  expect(check('{"data":{"a":1,"b":2},"errors":[]}')).toThrow('Expected peer to answer');
  expect(() => checkSameData('peer', expected, [])).toThrow('Expected peer to answer');
});

test('Medians are taken of each figure on its own', () => {
  const rounds = [measurement(1, 30), measurement(9, 10), measurement(2, 20)];
  expect(takeMedians(rounds)).toMatchObject({ serverCpuMs: 2, p50Ms: 20 });
  expect(takeMedians(rounds.slice(0, 2))).toMatchObject({ serverCpuMs: 5, p50Ms: 20 });
  expect(takeMedians(rounds.slice(0, 1))).toMatchObject({ serverCpuMs: 1, p50Ms: 30 });
});

test('Claims hold up to their bound, and never where there is no figure', () => {
  const servers = [
    { name: 'gather', rounds: [], medians: measurement(2, 0) },
    { name: 'peer', rounds: [], medians: measurement(4, 0) },
  ];
  const claim = { sentence: '', figure: 'serverCpuMs', peer: 'peer', atMost: 0.5 } as const;
  expect(checkClaim(claim, servers)).toMatchObject({ found: 0.5, holds: true });
  expect(checkClaim({ ...claim, atMost: 0.49 }, servers)).toMatchObject({ holds: false });
  expect(checkClaim({ ...claim, peer: 'another' }, servers)).toMatchObject({ holds: false });
  expect(checkClaim({ sentence: '', figure: 'serverCpuMs', atMost: 2 }, servers)).toMatchObject({ found: 2 });
});

test('Settings of the benchmark are refused with what was wanted and what was got', () => {
  expect(readSettings([], '3')).toMatchObject({ scale: 3, rounds: 3, write: false });
  expect(readSettings(['--short', '--rounds', '2'], undefined)).toMatchObject({ scale: 1, rounds: 2 });
  expect(() => readSettings(['--rounds', '0'], undefined)).toThrow(
    '--rounds: expected a number above 0 and at most 100, got "0".',
  );
  expect(() => readSettings(['--workload', 'tre'], undefined)).toThrow(
    '--workload: expected one of tree, pages, one, got "tre".',
  );
});

function measurement(serverCpuMs: number, p50Ms: number): Measurement {
  return {
    serverCpuMs,
    databaseCpuMs: 0,
    statements: 0,
    p50Ms,
    p99Ms: 0,
    requestsPerSecond: 0,
    memoryMb: 0,
  };
}
