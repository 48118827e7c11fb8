import { expect, test } from 'vitest';
import { buildRowsShape } from '../../src/model/build-shape.ts';
import type { Filter } from '../../src/model/load.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

test('A shape that compares a field is another one than that which asks about a relation, whatever the two are called', () => {
  const models = readModels([
    modelDocument('Item', [
      id,
      scalar('some', 'String', { isRequired: false }),
      relation('equals', 'Part', 'parts', { isList: true }),
    ]),
    modelDocument('Part', [
      id,
      scalar('itemId', 'Int'),
      relation('item', 'Item', 'parts', { relationFromFields: ['itemId'], relationToFields: ['id'] }),
    ]),
  ]);
  const model = modelOf(models, 'Item');
  const idOf = (where: Filter): string =>
    buildRowsShape({
      model,
      by: [],
      where,
      orderBy: [],
      limit: 1,
      backward: false,
      after: undefined,
      before: undefined,
      long: [],
    }).id;
  const [parts] = model.relations;
  if (parts === undefined) throw new Error('Expected a relation.');
  const ofField = idOf({ kind: 'compare', field: fieldOf(model, 'some'), operator: 'equals', value: null });
  const ofRelation = idOf({ kind: 'some', relation: parts, filter: undefined });
  expect(ofField).not.toBe(ofRelation);
});
