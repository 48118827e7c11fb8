import { describe, expect, test } from 'vitest';
import type { JsonBytes } from '../../src/std/json-bytes.ts';
import { JsonTooLongError, JsonWriter } from '../../src/std/json-writer.ts';

/** What a writer of so many bytes has written. */
function write(mostBytes: number, fill: (writer: JsonWriter) => unknown): JsonBytes {
  const writer = new JsonWriter(mostBytes);
  fill(writer);
  return writer.end();
}

function writeLong(letter: string): JsonBytes {
  return write(1_000_000, (writer) => writer.text(letter.repeat(100_000)));
}

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
  ...[31, 32, 33, 127, 128, 129].flatMap((length) => [
    'x'.repeat(length),
    `${'x'.repeat(length - 1)}"`,
    `é${'x'.repeat(length - 1)}`,
  ]),
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join(''),
  'é'.repeat(100_000),
  '"'.repeat(100_000),
];

describe('JsonWriter', () => {
  test.each(texts)('writes a text as JSON.stringify does (%#)', (text) => {
    const written = write(1_000_000, (writer) => writer.text(text));
    expect(String(written.enclose('', ''))).toBe(JSON.stringify(text));
    expect(written.byteLength).toBe(Buffer.byteLength(JSON.stringify(text)));
  });

  test.each([0, -0, 1, 9, 10, 11, 99, 100, 123_456, 999_999_999, 2 ** 31 - 1, -1, -10, -987, -(2 ** 31)])(
    'writes the integer %d as JSON.stringify does, and needs no more bytes',
    (value) => {
      const json = JSON.stringify([value, value]);
      const fill = (writer: JsonWriter): void => {
        writer.raw('[');
        writer.integer(value);
        writer.raw(',');
        writer.integer(value);
        writer.raw(']');
      };
      expect(String(write(json.length, fill).enclose('', ''))).toBe(json);
      expect(() => write(json.length - 2, fill)).toThrow(JsonTooLongError);
    },
  );

  test.each(texts)('has a value enclosed in texts, also in long ones and such of many bytes (%#)', (text) => {
    for (const around of ['{"data":', '', '…', '"ü":', 'x'.repeat(1_000)]) {
      const enclosed = write(1_000_000, (writer) => writer.text(text)).enclose(around, around);
      expect(String(enclosed)).toBe(`${around}${JSON.stringify(text)}${around}`);
    }
  });

  test('keeps a long value as it is until it is given back, and uses its buffer for another one then', () => {
    const [one, other] = [writeLong('a'), writeLong('b')];
    const [first, second] = [one.enclose('[', ']'), other.enclose('[', ']')];
    one.release();
    one.release();
    const third = writeLong('c').enclose('[', ']');
    const fourth = writeLong('d').enclose('[', ']');
    expect([second, third, fourth].map((bytes) => String(bytes).slice(0, 4))).toEqual([
      '["bb',
      '["cc',
      '["dd',
    ]);
    const buffers = [first, third, fourth].map((bytes) => (bytes as Buffer).buffer);
    expect(buffers[1]).toBe(buffers[0]);
    expect(buffers[2]).not.toBe(buffers[0]);
  });

  test('writes one value after the other, and again what stands there', () => {
    for (let round = 0; round < 3; round += 1) {
      const written = write(1_000_000, (writer) => {
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
    const bytes = Buffer.byteLength(JSON.stringify(text));
    expect(write(bytes, (writer) => writer.text(text)).byteLength).toBe(bytes);
    expect(() => write(bytes - 1, (writer) => writer.text(text))).toThrow(JsonTooLongError);
    expect(() => write(bytes + 3, (writer) => [1, 2].map(() => writer.text(text)))).toThrow(JsonTooLongError);
    expect(write(4, (writer) => writer.raw('null'))).toMatchObject({ byteLength: 4 });
  });
});
