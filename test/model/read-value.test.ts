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
    ['Decimal', -0.00123456789012345, '-0.00123456789012345'],
    ['Decimal', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['DateTime', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
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
    ['String', 'half a pair: \ud83d'],
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
    ['Decimal', 2 ** 53],
    ['Decimal', 0.1 + 0.2],
    ['Decimal', `0.${'1'.repeat(31)}`],
    ['Boolean', 1],
    ['DateTime', '2026-11-22'],
    ['DateTime', '2026-02-29T00:00:00Z'],
    ['DateTime', '2026-11-22T24:00:00Z'],
    ['DateTime', '2026-11-22T13:45:00.1234567Z'],
    ['DateTime', '2026-11-22T13:45:00'],
    ['DateTime', '0000-01-01T00:00:00+10:00'],
    ['DateTime', '0001-01-01T00:00:00+10:00'],
    ['DateTime', '0000-12-31T23:59:59Z'],
    ['Date', '2026-02-30'],
    ['Date', '0000-01-01'],
    ['Time', '24:00:00'],
    ['Bytes', 'AAE'],
  ])('of %s is not read from %j', (type, given) => {
    expect(readValue(type, given)).toBeUndefined();
  });
});

describe('Id', () => {
  const model = modelOf(
    readModels(
      [
        modelDocument('Item', [
          id,
          scalar('text'),
          scalar('tiny', 'Int', { nativeType: ['UnsignedTinyInt', []] }),
          scalar('year', 'Int', { nativeType: ['Year', []] }),
          scalar('small', 'BigInt', { nativeType: ['UnsignedBigInt', []] }),
          scalar('float', 'Float'),
          scalar('flag', 'Boolean', { nativeType: ['TinyInt', ['1']] }),
          { ...scalar('level', 'Level'), kind: 'enum' },
        ]),
      ],
      [{ name: 'Level', values: [{ name: 'LOW', dbName: 'l' }] }],
    ),
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

  test.each<[name: string, taken: readonly string[], refused: readonly unknown[]]>([
    ['year', ['0', '1901', '2155'], ['-1', '2156']],
    ['small', ['0', '18446744073709551615'], ['-1', '18446744073709551616']],
    ['float', ['0.1', '-1e+300', '0'], ['0.10', '.1', '', ' 1', '-0', 'NaN', 'Infinity', 0.1]],
    ['flag', ['true', 'false'], ['1', 'TRUE', '', true]],
    ['level', ['LOW'], ['l', 'HIGH', '']],
  ])('of %s is written in one way alone', (name, taken, refused) => {
    const field = { ...fieldOf(model, name), isId: true };
    expect(taken.map((given) => readFieldValue(field, given))).toEqual(taken);
    expect(refused.map((given) => readFieldValue(field, given))).toEqual(refused.map(() => undefined));
  });

  test('is described by its range where it is a whole number, else by its type', () => {
    expect(wantedId(fieldOf(model, 'year'))).toBe('a whole number from 0 to 2155, without leading zeros');
    expect(wantedId(fieldOf(model, 'flag'))).toBe('true or false');
  });

  test('of a text is any string', () => {
    expect(readId(fieldOf(model, 'text'), '01')).toBe('01');
    expect(readId(fieldOf(model, 'text'), 1)).toBeUndefined();
  });

  test('is what the field of an id takes, where another takes its type', () => {
    expect(readFieldValue(fieldOf(model, 'id'), '5')).toBe('5');
    expect(readFieldValue(fieldOf(model, 'id'), 5)).toBeUndefined();
    expect(readFieldValue(fieldOf(model, 'tiny'), 5)).toBe(5);
    expect(readFieldValue(fieldOf(model, 'level'), 'LOW')).toBe('LOW');
    expect(readFieldValue(fieldOf(model, 'level'), 'OTHER')).toBeUndefined();
  });
});
