import { expect, test } from 'vitest';
import { KnownColumns } from '../../../src/database/columns/known-columns.ts';
import { buildColumns, type Columns, coversColumns } from '../../../src/model/columns.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, scalar } from '../../support/models.ts';

const names = Array.from({ length: 40 }, (_, index) => `c${index + 1}`);
const model = modelOf(
  readModels([modelDocument('Item', [id, ...names.map((name) => scalar(name, 'Int'))])]),
  'Item',
);

test('Columns are read as they are requested while they are few', () => {
  const known = new KnownColumns();
  for (let round = 0; round < 3; round++)
    for (const name of names.slice(0, 8)) {
      const asked = columns(name);
      expect(known.settle('kind', model, asked)).toBe(asked);
    }
});

test('Columns beyond are read with all that were requested, so that a kind has few texts for ever', () => {
  const known = new KnownColumns();
  const texts = new Set<string>();
  for (let round = 0; round < 3; round++)
    for (const name of names)
      for (const other of names) {
        const asked = columns(name, other);
        const read = known.settle('kind', model, asked);
        expect(coversColumns(read, asked)).toBe(true);
        texts.add(read.id);
      }
  // Eight as they are, and the union each time that it has grown.
  expect(texts.size).toBeLessThanOrEqual(8 + names.length);
  const settled = known.settle('kind', model, columns('c17', 'c31'));
  expect(settled.fields).toHaveLength(names.length);
});

test('Columns of one kind are none of another', () => {
  const known = new KnownColumns();
  for (const name of names) known.settle('kind', model, columns(name, 'c40'));
  const asked = columns('c1');
  expect(known.settle('other', model, asked)).toBe(asked);
});

function columns(...wanted: readonly string[]): Columns {
  return buildColumns(model, new Set(wanted.map((name) => fieldOf(model, name))));
}
