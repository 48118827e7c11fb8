import { describe, expect, test } from 'vitest';
import { measureJson } from '../../src/std/measure-json.ts';

const values: readonly unknown[] = [
  'a text',
  '',
  null,
  true,
  12,
  [],
  {},
  ['one', 'two', ['three']],
  { id: '1', name: 'Ann', manager: { id: '2', tags: ['a', 'b'] }, age: null },
  Array.from({ length: 100 }, (_, id) => ({ id: String(id), text: 'x'.repeat(id) })),
];

describe('Measured JSON', () => {
  test.each(values.map((value) => [JSON.stringify(value).slice(0, 60), value]))(
    'of %s is about as long as it is when it is written',
    (_, value) => {
      const { length } = JSON.stringify(value);
      const measured = measureJson(value, Infinity);
      expect(measured).toBeGreaterThanOrEqual(length);
      expect(measured).toBeLessThanOrEqual(1.1 * length + 5);
    },
  );

  test('is measured no further than the bound', () => {
    const untouchable = {
      get text(): string {
        throw new Error('This is beyond the bound.');
      },
    };
    expect(measureJson(['x'.repeat(100), untouchable], 50)).toBeGreaterThan(50);
    expect(
      measureJson({ rows: [{ text: 'x'.repeat(100) }, untouchable], more: untouchable }, 50),
    ).toBeGreaterThan(50);
  });
});
