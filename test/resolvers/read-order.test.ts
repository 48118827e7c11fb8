import { describe, expect, test } from 'vitest';
import { orderTermName } from '../../src/model/load.ts';
import { readOrder } from '../../src/resolvers/read-order.ts';
import { id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const seat = modelOf(
  readModels([
    modelDocument(
      'Seat',
      [
        scalar('row'),
        scalar('number', 'Int'),
        scalar('price', 'Int'),
        scalar('hallId', 'Int', { isRequired: false }),
        relation('hall', 'Hall', 'Seats', {
          isRequired: false,
          relationFromFields: ['hallId'],
          relationToFields: ['id'],
        }),
      ],
      { primaryKey: { fields: ['row', 'number'] } },
    ),
    modelDocument('Hall', [
      id,
      scalar('partOfId', 'Int', { isRequired: false }),
      relation('partOf', 'Hall', 'Parts', {
        isRequired: false,
        relationFromFields: ['partOfId'],
        relationToFields: ['id'],
      }),
      relation('parts', 'Hall', 'Parts', { isList: true }),
      relation('seats', 'Seat', 'Seats', { isList: true }),
    ]),
  ]),
  'Seat',
);
const written = (given: unknown): string =>
  readOrder(seat, given)
    .map((term) => `${orderTermName(term)}${term.descending ? '-' : ''}`)
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

  test.each([
    ['a field of a related row', [{ hall: { partOfId: 'desc' } }], 'hall.partOfId- row number'],
    ['a number of rows', [{ hall: { seats: { count: 'desc' } } }], 'hall.seats.count- row number'],
    [
      'one further away, twice',
      [{ hall: { partOf: { id: 'asc' } } }, { price: 'asc' }, { hall: { partOf: { id: 'desc' } } }],
      'hall.partOf.id price row number',
    ],
    ['the key of a related row, which is not the key', [{ hall: { id: 'asc' } }], 'hall.id row number'],
  ])('goes by relations: %s', (_, given, order) => {
    expect(written(given)).toBe(order);
  });

  test('of more relations within each other than a statement can carry is refused', () => {
    const nest = (levels: number): object => (levels === 0 ? { id: 'asc' } : { partOf: nest(levels - 1) });
    expect(() => written([{ hall: nest(9) }])).not.toThrow();
    expect(() => written([{ hall: nest(10) }])).toThrow(
      'Argument "orderBy[0]": expected at most 10 relations within each other.',
    );
  });

  test('of more entries than a statement can carry is refused', () => {
    const entries = Array.from({ length: 30 }, () => ({ price: 'asc' }));
    expect(() => written(entries)).not.toThrow();
    expect(() => written([...entries, { row: 'asc' }])).toThrow(
      'Argument "orderBy": expected at most 30 entries, got 31.',
    );
  });

  test.each([[{}], [{ hall: {} }], [{ hall: 'asc' }], [{ hall: { seats: 'asc' } }], [{ hall: null }]])(
    'of %j is refused: a relation alone orders nothing',
    (entry) => {
      expect(() => written([entry])).toThrow(
        `Argument "orderBy[0]": expected one field with asc or desc, got ${JSON.stringify(entry)}`,
      );
    },
  );

  test.each([[{}], [{ row: 'asc', price: 'asc' }], [{ row: 'up' }], [{ nobody: 'asc' }], ['row'], [null]])(
    'of %j is refused with its place',
    (entry) => {
      expect(() => readOrder(seat, [{ price: 'asc' }, entry])).toThrow(
        `Argument "orderBy[1]": expected one field with asc or desc, got ${JSON.stringify(entry)}`,
      );
    },
  );
});
