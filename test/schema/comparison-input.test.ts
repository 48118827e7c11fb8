import { GraphQLInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { modelDocument, readModels, scalar } from '../support/models.ts';

test('Filter of ids is one, whatever the type of the first of them', () => {
  const documents = ['Bytes', 'Int', 'String'].map((type) =>
    modelDocument(`${type}Item`, [scalar('id', type, { isId: true }), scalar('name')]),
  );
  const [first, ...others] = [documents, documents.toReversed()].map((models) => {
    const schema = buildSchema(readModels(models), {
      pageSizeDefault: 20,
      pageSizeMax: 1_000,
      writeMaxRows: 50_000,
    });
    const filter = schema.getType('IDFilter');
    return filter instanceof GraphQLInputObjectType ? Object.keys(filter.getFields()) : [];
  });
  expect(first).toEqual(['equals', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte']);
  expect(others).toEqual([first]);
});
