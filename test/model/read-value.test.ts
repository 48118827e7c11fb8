import { describe, expect, test } from 'vitest';
import type { FieldType } from '../../src/model/model.ts';
import { readFieldValue, readId, readValue, wantedId } from '../../src/model/read-value.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, scalar } from '../support/models.ts';

describe('Value', () => {
  test.each<[FieldType, unknown, unknown]>([
    ['String', 'text', 'text'],
    ['Int', -(2 ** 31), -(2 ** 31)],
    ['UnsignedInt', 2 ** 32 - 1, 2 ** 32 - 1],
    ['BigInt', '9223372036854775807', '9223372036854775807'],
    ['BigInt', 5, '5'],
    ['Float', 0.5, 0.5],
    ['Decimal', '-12.340', '-12.340'],
    ['Decimal', 1.5, '1.5'],
    ['Boolean', false, false],
    ['DateTime', '2026-11-22T13:45:00Z', '2026-11-22T13:45:00Z'],
    ['DateTime', '2026-11-22T00:30:00.123456+02:00', '2026-11-21T22:30:00.123456Z'],
    ['DateTime', '2024-02-29t23:59:59z', '2024-02-29T23:59:59Z'],
    ['Date', '2024-02-29', '2024-02-29'],
    ['Time', '23:59:59.5', '23:59:59.5'],
    ['Bytes', 'AAEC', 'AAEC'],
  ])('of %s is read from %j', (type, given, read) => {
    expect(readValue(type, given)).toBe(read);
  });

  test.each<[FieldType, unknown]>([
    ['String', 5],
    ['Int', 2 ** 31],
    ['Int', 1.5],
    ['Int', '1'],
    ['UnsignedInt', -1],
    ['BigInt', '01'],
    ['BigInt', '-0'],
    ['BigInt', '18446744073709551616'],
    ['BigInt', 2 ** 53],
    ['Float', Number.NaN],
    ['Decimal', '1e5'],
    ['Decimal', '.5'],
    ['Decimal', `0.${'1'.repeat(31)}`],
    ['Boolean', 1],
    ['DateTime', '2026-11-22'],
    ['DateTime', '2026-02-29T00:00:00Z'],
    ['DateTime', '2026-11-22T24:00:00Z'],
    ['DateTime', '2026-11-22T13:45:00.1234567Z'],
    ['DateTime', '2026-11-22T13:45:00'],
    ['DateTime', '0000-01-01T00:00:00+10:00'],
    ['Date', '2026-02-30'],
    ['Time', '24:00:00'],
    ['Bytes', 'AAE'],
  ])('of %s is not read from %j', (type, given) => {
    expect(readValue(type, given)).toBeUndefined();
  });
});

describe('Id', () => {
  const model = modelOf(
    readModels([
      modelDocument('Item', [
        id,
        scalar('text'),
        scalar('tiny', 'Int', { nativeType: ['UnsignedTinyInt', []] }),
      ]),
    ]),
    'Item',
  );

  test('of a number is a string of digits within the range of its column', () => {
    const number = fieldOf(model, 'id');
    for (const given of ['0', '-1', '2147483647', '-2147483648']) expect(readId(number, given)).toBe(given);
    for (const given of ['', '01', '-0', '+1', '1.0', ' 1', '1e3', 'x', '2147483648', '９', 1, null])
      expect(readId(number, given)).toBeUndefined();
    expect(readId(fieldOf(model, 'tiny'), '255')).toBe('255');
    expect(readId(fieldOf(model, 'tiny'), '256')).toBeUndefined();
    expect(wantedId(fieldOf(model, 'tiny'))).toBe('a whole number from 0 to 255, without leading zeros');
  });

  test('of a text is any string', () => {
    expect(readId(fieldOf(model, 'text'), '01')).toBe('01');
    expect(readId(fieldOf(model, 'text'), 1)).toBeUndefined();
  });

  test('is what the field of an id takes, where another takes its type', () => {
    expect(readFieldValue(fieldOf(model, 'id'), '5')).toBe('5');
    expect(readFieldValue(fieldOf(model, 'id'), 5)).toBeUndefined();
    expect(readFieldValue(fieldOf(model, 'tiny'), 5)).toBe(5);
  });
});
