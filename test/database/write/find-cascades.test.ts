import { expect, test } from 'vitest';
import type { ForeignKey } from '../../../src/database/catalog/read-foreign-keys.ts';
import { findCascades, type TableChange } from '../../../src/database/write/find-cascades.ts';
import { emptyCatalog } from '../../support/empty-catalog.ts';

function refer(target: string, from: string, onDelete: string, onUpdate = 'CASCADE'): ForeignKey {
  return { target, pairs: [{ from, to: 'id' }], onDelete, onUpdate };
}

const keys: Readonly<Record<string, readonly ForeignKey[]>> = {
  shop: [],
  order: [refer('Shop', 'shopId', 'CASCADE')],
  line: [refer('order', 'orderId', 'CASCADE'), refer('line', 'parentId', 'CASCADE')],
  note: [refer('line', 'lineId', 'SET NULL', 'NO ACTION')],
  bill: [refer('order', 'orderId', 'RESTRICT', 'RESTRICT')],
  label: [refer('order', 'id', 'NO ACTION')],
  tag: [refer('label', 'labelId', 'CASCADE', 'SET NULL')],
};
const catalog = {
  ...emptyCatalog,
  tables: Object.keys(keys),
  foreignKeys: (table: string) => keys[table] ?? [],
};

function tell(change: TableChange): readonly string[] {
  return findCascades(catalog, change)
    .map(({ operation, table, columns }) => [operation, table, ...columns].join(' '))
    .toSorted();
}

test('Cascades of a deletion reach every table that the database deletes from or sets to NULL', () => {
  expect(tell({ table: 'shop', operation: 'delete', columns: [] })).toEqual([
    'delete line',
    'delete order',
    'update note lineId',
  ]);
  expect(tell({ table: 'bill', operation: 'delete', columns: [] })).toEqual([]);
});

test('Cascades of an update follow the columns that others refer to', () => {
  expect(tell({ table: 'order', operation: 'update', columns: ['total'] })).toEqual([]);
  expect(tell({ table: 'order', operation: 'update', columns: ['ID'] })).toEqual([
    'update label id',
    'update line orderId',
    'update tag labelId',
  ]);
});
