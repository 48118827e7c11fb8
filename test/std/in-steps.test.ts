import { afterEach, expect, test, vi } from 'vitest';
import { atOnce, inSteps, mapSteps } from '../../src/std/in-steps.ts';
import { Pacer } from '../../src/std/pacer.ts';
import { countNodes } from '../../src/std/count-nodes.ts';
import { readDepth } from '../../src/std/read-depth.ts';

afterEach(() => vi.restoreAllMocks());

const double = (item: number): number => item * 2;

test('Steps go on without a pause while the turn has time left', async () => {
  vi.spyOn(Pacer.prototype, 'isDue', 'get').mockReturnValue(false);
  const pause = vi.spyOn(Pacer.prototype, 'pause');
  expect(await inSteps(mapSteps([1, 2, 3], double), () => undefined)).toEqual([2, 4, 6]);
  expect(pause).not.toHaveBeenCalled();
});

test('Steps pause wherever they may once the time of the turn is used up', async () => {
  vi.spyOn(Pacer.prototype, 'isDue', 'get').mockReturnValue(true);
  const pause = vi.spyOn(Pacer.prototype, 'pause');
  expect(await inSteps(mapSteps([1, 2, 3], double), () => undefined)).toEqual([2, 4, 6]);
  expect(pause).toHaveBeenCalledTimes(3);
});

test('Steps end with the error of the check after a pause', async () => {
  vi.spyOn(Pacer.prototype, 'isDue', 'get').mockReturnValue(true);
  const done: number[] = [];
  const steps = mapSteps([1, 2, 3], (item) => done.push(item));
  const check = (): void => {
    if (done.length === 2) throw new Error('given up');
  };
  await expect(inSteps(steps, check)).rejects.toThrow('given up');
  expect(done).toEqual([1, 2]);
});

test('Steps at once give the same result', () => {
  expect(atOnce(mapSteps([1, 2, 3], double))).toEqual([2, 4, 6]);
});

test('countNodes counts every value, and stops beyond the most', () => {
  expect(countNodes({ a: [1, 2, { b: null }], c: 'text' }, 100)).toBe(7);
  expect(countNodes('text', 100)).toBe(1);
  expect(countNodes([[1, 2, 3], { get never() { throw new Error('not read'); } }], 4)).toBeGreaterThan(4); // prettier-ignore
});

test.each([
  ['1', 0],
  ['[]', 1],
  ['{"a":[1,{"b":[]}]}', 4],
  ['{"[[[[":"]\\"[[[[","b":"\\\\"}', 1],
])('readDepth of %s is %i', (json, depth) => {
  expect(readDepth(json)).toBe(depth);
});
