import { describe, expect, test } from 'vitest';
import { buildCatalogColumn } from '../../../src/database/catalog/column.ts';
import {
  buildAfter as buildAfterSteps,
  buildOrder,
  buildOrdering,
} from '../../../src/database/expression/order.ts';
import type { Sql } from '../../../src/database/sql.ts';
import type { OrderTerm, Value } from '../../../src/model/load.ts';
import { emptyCatalog } from '../../support/empty-catalog.ts';
import { buildEveryTypeModel, fieldOf } from '../../support/models.ts';

const model = buildEveryTypeModel();
/** The database has the enum's values in another order than the schema, and one more. */
const level = buildCatalogColumn(
  {
    type: 'enum',
    unsigned: false,
    precision: 0,
    fractionDigits: 0,
    length: 4,
    characterSet: 'utf8mb4',
    collation: 'utf8mb4_bin',
    name: 'v',
    isNullable: true,
    isComputed: false,
    enumValues: ['HIGH', 'MID', 'l'],
  },
  () => true,
);
const catalog = {
  ...emptyCatalog,
  column: (_table: string, column: string) => (column === 'level' ? level : undefined),
};
const term = (name: string, descending = false): OrderTerm => {
  return { kind: 'field', path: [], field: fieldOf(model, name), descending };
};
const stepsOf = (orderBy: readonly OrderTerm[]): ReturnType<typeof buildOrdering>['steps'] =>
  buildOrdering(orderBy, { model, alias: 't', catalog }).steps;
const buildAfter = (orderBy: readonly OrderTerm[], after: readonly Value[]): Sql =>
  buildAfterSteps(stepsOf(orderBy), after);

describe('What comes after a row', () => {
  test.each([
    ['ascending', [term('id')], ['5'], 't.`id` > ?'],
    ['descending', [term('id', true)], ['5'], 't.`id` < ?'],
    [
      'ascending from NULL, the least value',
      [term('string'), term('id')],
      [null, '5'],
      '(t.`string` IS NOT NULL OR (t.`string` IS NULL AND t.`id` > ?))',
    ],
    [
      'descending from NULL, behind which are its ties only',
      [term('string', true), term('id')],
      [null, '5'],
      '(FALSE OR (t.`string` IS NULL AND t.`id` > ?))',
    ],
    [
      'descending towards NULL',
      [term('string', true), term('id')],
      ['x', '5'],
      '((t.`string` < ? OR t.`string` IS NULL) OR (t.`string` = ? AND t.`id` > ?))',
    ],
    [
      'an enum by the place of its value',
      [term('level', true), term('id')],
      ['HIGH', '5'],
      '(t.`level` + 0 < ? OR (t.`level` = ? AND t.`id` > ?))',
    ],
  ] as const)('is asked %s', (_, order, values, text) => {
    expect(buildAfter(order, values).text).toBe(text);
  });

  test('gives an enum its place in the database and its stored text', () => {
    expect(buildAfter([term('level'), term('id')], ['LOW', '5']).parameters).toEqual([3, 'l', 5]);
  });
});

describe('Order', () => {
  test('is written as asked', () => {
    expect(buildOrder(stepsOf([term('string', true), term('id')])).text).toBe('t.`string` DESC, t.`id`');
  });
});
