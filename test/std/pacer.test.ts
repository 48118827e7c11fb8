import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pacer } from '../../src/std/pacer.ts';

test('Pacer gives all tasks of a turn one slice together', async () => {
  let nowMs = 0;
  const pacer = new Pacer(8, () => nowMs);
  expect(pacer.isDue).toBe(false);
  nowMs = 7;
  expect(pacer.isDue).toBe(false);
  nowMs = 8;
  expect(pacer.isDue).toBe(true);
  await turn();
  expect(pacer.isDue).toBe(false);
});

test('Pacer has tasks that wait go on one a turn, in the order of their coming', async () => {
  const pacer = new Pacer(8, () => 0);
  const went: number[] = [];
  for (const task of [1, 2, 3]) void pacer.pause().then(() => went.push(task));
  for (const expected of [[1], [1, 2], [1, 2, 3]]) {
    await turn();
    expect(went).toEqual(expected);
  }
});
