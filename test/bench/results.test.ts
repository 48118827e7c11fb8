import { expect, test } from 'vitest';
import { checkClaims } from '../../bench/claims.ts';
import { type Measurement, takeMedians } from '../../bench/measure.ts';
import { checkSameData, countRows } from '../../bench/read-answers.ts';
import type { CheckedClaim, WorkloadResults } from '../../bench/results.ts';
import { readSettings } from '../../bench/settings.ts';

test('Answers of two servers are held against each other by their data alone', () => {
  const body = '{"query":"{ a b }"}';
  const expected = [{ body, answer: '{"data":{"a":1,"b":2}}' }];
  const check = (answer: string) => () =>
    checkSameData({ name: 'peer', dialect: undefined }, expected, [{ body, answer }]);
  expect(check('{"data": {"a": 1, "b": 2}, "extensions": {}}')).not.toThrow();
  expect(check('{"data":{"b":2,"a":1}}')).toThrow('Expected peer to answer');
  expect(check('{"data":{"a":1,"b":null}}')).toThrow('Expected peer to answer');
  expect(check('{"data":{"a":1,"b":2},"errors":[]}')).toThrow('Expected peer to answer');
  expect(() => checkSameData({ name: 'peer', dialect: undefined }, expected, [])).toThrow(
    'Expected peer to answer',
  );
});

test('Medians are taken of each figure on its own', () => {
  const rounds = [measurement(1, 30), measurement(9, 10), measurement(2, 20)];
  expect(takeMedians(rounds)).toMatchObject({ serverCpuMs: 2, p50Ms: 20 });
  expect(takeMedians(rounds.slice(0, 2))).toMatchObject({ serverCpuMs: 5, p50Ms: 20 });
  expect(takeMedians(rounds.slice(0, 1))).toMatchObject({ serverCpuMs: 1, p50Ms: 30 });
});

test('Claims hold up to their bound, and are not made of what was not measured', () => {
  const sentence = '`tree`: CPU, to that of hand-written code';
  expect(checkTree(1)).toEqual([{ sentence, atMost: 1, found: 1, holds: true }]);
  expect(checkTree(1.01)).toMatchObject([{ found: 1.01, holds: false }]);
  expect(checkClaims({ workloads: [], startMs: [900, 1_100, 950] })).toMatchObject([
    { found: 950, holds: true },
  ]);
});

test('Rows of an answer are its objects, those that hold pages left out', () => {
  const answer = {
    data: { users: { nodes: [{ name: 'Ann', posts: { nodes: [{ author: { name: 'Ann' } }] } }] } },
  };
  expect(countRows([{ body: '', answer: JSON.stringify(answer) }])).toBe(3);
  expect(countRows([{ body: '', answer: '{"data":{"user":null}}' }])).toBe(0);
});

test('Settings of the benchmark are refused with what was wanted and what was got', () => {
  expect(readSettings([])).toMatchObject({ scale: 10, rounds: 3, write: false });
  expect(readSettings(['--short', '--rounds', '2'])).toMatchObject({ scale: 1, rounds: 2 });
  expect(() => readSettings(['--rounds', '0'])).toThrow(
    '--rounds: expected a number above 0 and at most 100, got "0".',
  );
  expect(() => readSettings(['--workload', 'tre'])).toThrow(
    /^--workload: expected one of tree, one, .*, got "tre"\.$/,
  );
  expect(() => readSettings(['--server', 'apache'])).toThrow(
    '--server: expected one of gather, hand-written,',
  );
});

function measurement(serverCpuMs: number, p50Ms: number): Measurement {
  return {
    cpuMs: serverCpuMs,
    serverCpuMs,
    databaseCpuMs: 0,
    statements: 0,
    p50Ms,
    p99Ms: 0,
    requestsPerSecond: 0,
    memoryMb: 0,
    memoryMostMb: 0,
  };
}

function checkTree(ratio: number): readonly CheckedClaim[] {
  return checkClaims({ workloads: [tree(ratio)], startMs: [] });
}

/** Gather's CPU under `tree`, where hand-written code takes 1. */
function tree(cpuMs: number): WorkloadResults {
  return {
    name: 'tree',
    sentence: '',
    rows: 1,
    servers: [
      { name: 'gather', rounds: [], medians: { ...measurement(0, 0), cpuMs } },
      { name: 'hand-written', rounds: [], medians: { ...measurement(0, 0), cpuMs: 1 } },
    ],
  };
}
