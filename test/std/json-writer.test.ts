import { describe, expect, test } from 'vitest';
import { JsonTooLongError, JsonWriter } from '../../src/std/json-writer.ts';

const texts = [
  '',
  'plain',
  'a "quoted" word',
  'back\\slash',
  'line\nand\ttab\u0000',
  'ß, ü and €',
  '日本語',
  'half \ud83d of a pair',
  '🦔 and \u2028',
  '\u007f\u0080',
  'x'.repeat(47),
  'x'.repeat(48),
  'x'.repeat(49),
  `${'x'.repeat(47)}"`,
  'é'.repeat(100_000),
  '"'.repeat(100_000),
];

describe('JsonWriter', () => {
  test.each(texts)('writes a text as JSON.stringify does (%#)', (text) => {
    const writer = new JsonWriter();
    const { json, byteLength } = writer.write(1_000_000, () => writer.text(text));
    expect(String(json)).toBe(JSON.stringify(text));
    expect(byteLength).toBe(Buffer.byteLength(JSON.stringify(text)));
  });

  test('writes one value after the other, and again what stands there', () => {
    const writer = new JsonWriter();
    for (let round = 0; round < 3; round += 1) {
      const written = writer.write(1_000_000, () => {
        writer.raw('[');
        const start = writer.length;
        writer.text('ü');
        const end = writer.length;
        for (let count = 1; count < 100_000; count += 1) {
          writer.raw(',');
          writer.again(start, end);
        }
        writer.raw(',');
        writer.value({ a: [1, null] });
        writer.raw(']');
      });
      const list = Array.from({ length: 100_000 }, () => 'ü');
      expect(JSON.parse(JSON.stringify(written))).toEqual([...list, { a: [1, null] }]);
    }
  });

  test.each([
    ['a text', 'é'.repeat(60)],
    ['a long text', 'é'.repeat(100_000)],
    ['a plain text', 'e'.repeat(20)],
  ])('writes a value of just the bytes it may have, and no other: %s', (_, text) => {
    const writer = new JsonWriter();
    const bytes = Buffer.byteLength(JSON.stringify(text));
    expect(writer.write(bytes, () => writer.text(text)).byteLength).toBe(bytes);
    expect(() => writer.write(bytes - 1, () => writer.text(text))).toThrow(JsonTooLongError);
    expect(() => writer.write(bytes + 3, () => [1, 2].map(() => writer.text(text)))).toThrow(
      JsonTooLongError,
    );
    expect(writer.write(4, () => writer.raw('null'))).toMatchObject({ json: 'null', byteLength: 4 });
  });
});
