import { describe, expect, test } from 'vitest';
import { Bag } from '../../src/std/bag.ts';

describe('Bag', () => {
  test('holds what was added and not removed, whatever the order of both', () => {
    const bag = new Bag<number>();
    const expected = new Map<number, Disposable>();
    // A walk that is the same at each run.
    for (let step = 0, state = 1; step < 2_000; step += 1) {
      state = (state * 48_271) % 2_147_483_647;
      const [oldest] = expected;
      const isRemoval = oldest !== undefined && state % 3 === 0;
      if (isRemoval) {
        const [value, membership] = state % 2 === 0 ? oldest : ([...expected].at(-1) ?? oldest);
        membership[Symbol.dispose]();
        membership[Symbol.dispose]();
        expected.delete(value);
      } else expected.set(step, bag.add(step));
    }
    expect(bag.size).toBe(expected.size);
    expect([...bag].toSorted((a, b) => a - b)).toEqual([...expected.keys()]);
  });

  test('holds a value as often as it was added', () => {
    const bag = new Bag<string>();
    using _first = bag.add('a');
    const second = bag.add('a');
    expect([...bag]).toEqual(['a', 'a']);
    second[Symbol.dispose]();
    expect([...bag]).toEqual(['a']);
  });
});
