import { describe, expect, test } from 'vitest';
import { WeightedCache } from '../../src/std/weighted-cache.ts';

describe('Weighted cache', () => {
  test('drops what has not been read for longest when it has too many entries', () => {
    const cache = new WeightedCache<string, number>({ maxEntries: 2, maxWeight: 100 });
    cache.set('a', 1, 1);
    cache.set('b', 2, 1);
    cache.get('a');
    cache.set('c', 3, 1);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });

  test('drops as many as the weight of a new one needs', () => {
    const cache = new WeightedCache<string, number>({ maxEntries: 10, maxWeight: 10 });
    cache.set('a', 1, 4);
    cache.set('b', 2, 4);
    cache.set('c', 3, 8);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([
      undefined,
      undefined,
      3,
      1,
    ]);
  });

  test('keeps nothing that is heavier than all it may hold, and counts a replaced value once', () => {
    const cache = new WeightedCache<string, number>({ maxEntries: 10, maxWeight: 10 });
    cache.set('a', 1, 6);
    cache.set('a', 2, 6);
    cache.set('b', 3, 4);
    cache.set('huge', 4, 11);
    expect([cache.get('a'), cache.get('b'), cache.get('huge')]).toEqual([2, 3, undefined]);
  });
});
