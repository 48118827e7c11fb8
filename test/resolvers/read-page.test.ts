import { describe, expect, test } from 'vitest';
import { buildCursorWriter } from '../../src/resolvers/cursor.ts';
import { readOrder } from '../../src/resolvers/read-order.ts';
import { readPage, type PageWindow } from '../../src/resolvers/read-page.ts';
import { id, modelDocument, modelOf, readModels } from '../support/models.ts';

const item = modelOf(readModels([modelDocument('Item', [id])]), 'Item');
const orderBy = readOrder(item, undefined);
const cursor = buildCursorWriter(item, orderBy);
const read = (given: Readonly<Record<string, unknown>>): PageWindow =>
  readPage(item, orderBy, given, { pageSizeDefault: 20, pageSizeMax: 1_000 });

describe('Page', () => {
  test.each<[string, object, Partial<PageWindow>]>([
    ['nothing', {}, { size: 20, backward: false, after: undefined, before: undefined }],
    ['nulls', { first: null, last: null, after: null, before: null }, { size: 20, backward: false }],
    ['first', { first: 5 }, { size: 5, backward: false }],
    ['first: 0', { first: 0 }, { size: 0, backward: false }],
    ['last', { last: 5 }, { size: 5, backward: true }],
    ['last: 0', { last: 0 }, { size: 0, backward: true }],
    ['last beside a null', { first: null, last: 5 }, { size: 5, backward: true }],
    ['before alone', { before: cursor({ id: '7' }) }, { size: 20, backward: false, before: ['7'] }],
    [
      'both cursors',
      { last: 1_000, after: cursor({ id: '1' }), before: cursor({ id: '7' }) },
      { size: 1_000, backward: true, after: ['1'], before: ['7'] },
    ],
  ])('is read of %s', (_, given, page) => {
    expect(read({ ...given })).toMatchObject(page);
  });

  test.each<[object, string]>([
    [{ first: -1 }, 'Argument "first": expected a whole number from 0 to 1000, got -1.'],
    [{ last: 1_001 }, 'Argument "last": expected a whole number from 0 to 1000, got 1001.'],
    [{ first: 2, last: 3 }, 'Argument "last": expected no "last" together with "first", got 3.'],
    [{ first: 0, last: 0 }, 'Argument "last": expected no "last" together with "first", got 0.'],
    [{ before: 'x' }, 'Argument "before": expected a cursor from an earlier page, got "x".'],
  ])('of %j is refused', (given, message) => {
    expect(() => read({ ...given })).toThrow(message);
  });
});
