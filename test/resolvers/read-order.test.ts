import { describe, expect, test } from 'vitest';
import { readOrder } from '../../src/resolvers/read-order.ts';
import { modelDocument, modelOf, readModels, scalar } from '../support/models.ts';

const seat = modelOf(
  readModels([
    modelDocument('Seat', [scalar('row'), scalar('number', 'Int'), scalar('price', 'Int')], {
      primaryKey: { fields: ['row', 'number'] },
    }),
  ]),
  'Seat',
);
const written = (given: unknown): string =>
  readOrder(seat, given)
    .map(({ field, descending }) => `${field.name}${descending ? '-' : ''}`)
    .join(' ');

describe('Order', () => {
  test.each([
    ['none', undefined, 'row number'],
    ['null', null, 'row number'],
    ['an empty list', [], 'row number'],
    ['a field', [{ price: 'desc' }], 'price- row number'],
    ['a part of the key', [{ number: 'desc' }], 'number- row'],
    [
      'the key, which leaves nothing to order behind it',
      [{ number: 'asc' }, { row: 'desc' }, { price: 'asc' }],
      'number row-',
    ],
    ['a field twice, which the first decides', [{ price: 'asc' }, { price: 'desc' }], 'price row number'],
  ])('ends with the key: %s', (_, given, order) => {
    expect(written(given)).toBe(order);
  });

  test.each([[{}], [{ row: 'asc', price: 'asc' }], [{ row: 'up' }], [{ nobody: 'asc' }], ['row'], [null]])(
    'of %j is refused with its place',
    (entry) => {
      expect(() => readOrder(seat, [{ price: 'asc' }, entry])).toThrow(
        `Argument "orderBy[1]": expected one field with asc or desc, got ${JSON.stringify(entry)}`,
      );
    },
  );
});
