import { describe, expect, test } from 'vitest';
import { buildDecoder, encode, encodeForJson } from '../../../src/database/expression/wire.ts';
import { BadDataError } from '../../../src/errors.ts';
import { buildEveryTypeModel, fieldOf } from '../../support/models.ts';

const model = buildEveryTypeModel();
const decode = (name: string, stored: unknown): unknown => buildDecoder(fieldOf(model, name))(stored);

describe('Stored value', () => {
  test.each<[string, unknown, unknown]>([
    ['id', 5, '5'],
    ['string', '5', '5'],
    ['int', 5, 5],
    ['unsignedint', 4_294_967_295, 4_294_967_295],
    ['bigint', 9_007_199_254_740_993n, '9007199254740993'],
    ['float', 0.1, 0.1],
    ['decimal', '1.50', '1.50'],
    ['boolean', 1, true],
    ['boolean', 0, false],
    ['boolean', Buffer.from([1]), true],
    ['boolean', Buffer.from([0]), false],
    ['boolean', 1n, true],
    ['datetime', '2026-11-22 13:45:00', '2026-11-22T13:45:00.000Z'],
    ['datetime', '2026-11-22 13:45:00.120000', '2026-11-22T13:45:00.120Z'],
    ['seconds', '2026-11-22 13:45:00', '2026-11-22T13:45:00Z'],
    ['micros', '2026-11-22 13:45:00.1', '2026-11-22T13:45:00.100000Z'],
    ['datetime', '2024-02-29 23:59:59.999', '2024-02-29T23:59:59.999Z'],
    ['date', '2026-11-22', '2026-11-22'],
    ['date', '2026-12-31', '2026-12-31'],
    ['time', '13:45:00', '13:45:00.000'],
    ['json', '{"a": [1]}', { a: [1] }],
    ['bytes', Buffer.from([0, 1, 2]), 'AAEC'],
    ['level', 'l', 'LOW'],
  ])('of %s is told by its type: %s', (name, stored, told) => {
    expect(decode(name, stored)).toEqual(told);
    expect(decode(name, null)).toBeNull();
  });

  test.each<[string, unknown]>([
    ['datetime', '0000-00-00 00:00:00'],
    ['datetime', '2026-00-10 00:00:00'],
    ['datetime', '2026-02-29 00:00:00'],
    ['date', '2026-11-00'],
    ['date', '2026-11-31'],
    ['time', '24:00:00'],
    ['time', '-01:00:00'],
    ['time', '100:00:00'],
    ['boolean', 2],
    ['boolean', -1],
    ['json', '{'],
    ['level', 'unknown'],
    ['level', ''],
  ])('of %s that its type cannot hold is an error in its place: %s', (name, stored) => {
    expect(decode(name, stored)).toBeInstanceOf(BadDataError);
  });
});

describe('Stored id', () => {
  test.each<[string, unknown, unknown]>([
    ['int', 5, '5'],
    ['bigint', 9_007_199_254_740_993n, '9007199254740993'],
    ['float', 0.1, '0.1'],
    ['boolean', 1, 'true'],
    ['date', '2026-11-22', '2026-11-22'],
  ])('of %s is told as text: %s', (name, stored, told) => {
    expect(buildDecoder({ ...fieldOf(model, name), isId: true })(stored)).toBe(told);
  });

  test('of Boolean is compared as a number', () => {
    const boolean = { ...fieldOf(model, 'boolean'), isId: true };
    expect([encode(boolean, 'true'), encodeForJson(boolean, 'false')]).toEqual([1, 0]);
  });
});

describe('Operand', () => {
  test.each<[string, string | number | boolean, unknown, unknown]>([
    ['id', '5', 5, 5],
    ['string', 'x', 'x', 'x'],
    ['bigint', '9007199254740993', 9_007_199_254_740_993n, '9007199254740993'],
    ['decimal', '0.1', '0.1', '0.1'],
    ['boolean', true, 1, 1],
    ['datetime', '2026-11-22T13:45:00.123456Z', '2026-11-22 13:45:00.123456', '2026-11-22 13:45:00.123456'],
    ['bytes', 'AAEC', Buffer.from([0, 1, 2]), 'AAEC'],
    ['level', 'LOW', 'l', 'l'],
  ])('of %s is bound, and written among keys: %s', (name, value, bound, written) => {
    expect(encode(fieldOf(model, name), value)).toEqual(bound);
    expect(encodeForJson(fieldOf(model, name), value)).toEqual(written);
  });

  test('of bits is a number', () => {
    const bits = { ...fieldOf(model, 'bytes'), nativeType: ['Bit', ['16']] as const };
    expect(encode(bits, 'AQE=')).toBe(257n);
    expect(encodeForJson(bits, 'AQE=')).toBe('257');
    expect(encode(bits, '')).toBe(0n);
  });
});
