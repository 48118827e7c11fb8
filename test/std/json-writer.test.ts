import { describe, expect, test } from 'vitest';
import { JsonWriter } from '../../src/std/json-writer.ts';

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
    writer.begin();
    writer.text(text);
    const { json, byteLength } = writer.end();
    expect(String(json)).toBe(JSON.stringify(text));
    expect(byteLength).toBe(Buffer.byteLength(JSON.stringify(text)));
  });

  test('writes one value after the other, and again what stands there', () => {
    const writer = new JsonWriter();
    for (let round = 0; round < 3; round += 1) {
      writer.begin();
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
      const list = Array.from({ length: 100_000 }, () => 'ü');
      expect(JSON.parse(JSON.stringify(writer.end()))).toEqual([...list, { a: [1, null] }]);
    }
  });

  test('begins anew after a value that was left unfinished', () => {
    const writer = new JsonWriter();
    writer.begin();
    writer.raw('{"half":');
    writer.begin();
    writer.raw('null');
    expect(writer.end()).toMatchObject({ json: 'null', byteLength: 4 });
  });
});
