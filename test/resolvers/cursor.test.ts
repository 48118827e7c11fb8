import { describe, expect, test } from 'vitest';
import { BadUserInputError } from '../../src/errors.ts';
import type { OrderTerm, Row } from '../../src/model/load.ts';
import { buildCursorWriter, readCursor } from '../../src/resolvers/cursor.ts';
import { readOrder } from '../../src/resolvers/read-order.ts';
import type { Model } from '../../src/model/model.ts';
import { id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const models = readModels([
  modelDocument('Item', [
    id,
    scalar('name', 'String', { isRequired: false }),
    scalar('at', 'DateTime'),
    scalar('otherId', 'Int'),
    relation('other', 'Other', 'Items', { relationFromFields: ['otherId'], relationToFields: ['id'] }),
  ]),
  modelDocument('Other', [id, scalar('size', 'Int'), relation('items', 'Item', 'Items', { isList: true })]),
]);
const item = modelOf(models, 'Item');
const order = (given: unknown): readonly OrderTerm[] => readOrder(item, given);
const byName = order([{ name: 'desc' }]);
const byOther = order([{ other: { size: 'asc' } }, { other: { items: { count: 'desc' } } }]);
const writeCursor = (model: Model, orderBy: readonly OrderTerm[], row: Row): string =>
  buildCursorWriter(model, orderBy)(row);
const encode = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('Cursor', () => {
  test.each([
    ['text', { id: '7', name: 'Zoé 😀 "%_\\' }, ['Zoé 😀 "%_\\', '7']],
    ['null', { id: '7', name: null }, [null, '7']],
  ])('leads back to its place: %s', (_, row, values) => {
    const cursor = writeCursor(item, byName, row);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(readCursor(item, byName, 'after', cursor)).toEqual(values);
  });

  test('leads back to a place among related rows and counts', () => {
    const row = { id: '7', 'other.size': 4, 'other.items.count': 0 };
    expect(readCursor(item, byOther, 'before', writeCursor(item, byOther, row))).toEqual([4, 0, '7']);
    const alone = { ...row, 'other.size': null };
    expect(readCursor(item, byOther, 'before', writeCursor(item, byOther, alone))).toEqual([null, 0, '7']);
  });

  test.each([
    ['negative', -1],
    ['a fraction', 0.5],
    ['null', null],
    ['text', '1'],
    ['too large to be exact', 2 ** 60],
  ])('with a count that is %s is refused', (_, count) => {
    const cursor = writeCursor(item, byOther, { id: '7', 'other.size': 4, 'other.items.count': count });
    expect(() => readCursor(item, byOther, 'before', cursor)).toThrow(
      /^Argument "before": expected a cursor from an earlier page, got /,
    );
  });

  test('belongs to one ordering of one model', () => {
    const cursor = writeCursor(item, byName, { id: '7', name: 'x' });
    for (const other of [order([]), order([{ name: 'asc' }]), order([{ name: 'desc' }, { at: 'asc' }])]) {
      expect(() => readCursor(item, other, 'after', cursor)).toThrow(
        /^Argument "after": expected a cursor of Item in the order Item\(.*\), got one in the order Item\(name desc, id asc\)\.$/,
      );
    }
    const other = modelOf(models, 'Other');
    const its = writeCursor(other, readOrder(other, []), { id: '1' });
    expect(() => readCursor(item, order([]), 'after', its)).toThrow(BadUserInputError);
  });

  test('of an ordering that was asked for in other words is the same', () => {
    const cursor = writeCursor(item, order([{ id: 'asc' }]), { id: '7' });
    expect(readCursor(item, order([]), 'after', cursor)).toEqual(['7']);
  });

  test.each([
    ['nothing', ''],
    ['no base64', '€€€'],
    ['no JSON', 'abcd'],
    ['no list', encode({})],
    ['an empty list', encode([])],
    ['too few values', encode(['Item(name desc, id asc)', 'x'])],
    ['too many values', encode(['Item(name desc, id asc)', 'x', '7', '8'])],
    ['a value of another type', encode(['Item(name desc, id asc)', 5, '7'])],
    ['a null where none can be', encode(['Item(name desc, id asc)', 'x', null])],
    ['an id that none can be', encode(['Item(name desc, id asc)', 'x', '07'])],
  ])('made of %s is refused', (_, cursor) => {
    expect(() => readCursor(item, byName, 'after', cursor)).toThrow(
      /^Argument "after": expected a cursor from an earlier page, got /,
    );
  });

  test('that is long is refused without being repeated', () => {
    expect(() => readCursor(item, byName, 'after', 'x'.repeat(10_000))).toThrow(/^.{0,150}$/);
  });

  test('cannot be made of a value that cannot be told', () => {
    const bad = new Error('unreadable');
    expect(() => writeCursor(item, byName, { id: '7', name: bad })).toThrow(bad);
  });
});
