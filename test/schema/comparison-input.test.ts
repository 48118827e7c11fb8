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

test('Filter of ids that are text takes patterns, and that of other ids does not', () => {
  const models = readModels([
    modelDocument('Item', [scalar('id', 'Int', { isId: true })]),
    modelDocument('Code', [scalar('code', 'String', { isId: true })]),
  ]);
  const schema = buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });
  const fields = (name: string): readonly string[] => {
    const type = schema.getType(name);
    return type instanceof GraphQLInputObjectType ? Object.keys(type.getFields()) : [];
  };
  expect(fields('TextIDFilter')).toEqual([...fields('IDFilter'), 'contains', 'startsWith', 'endsWith']);
  const where = schema.getType('CodeWhere');
  const code = where instanceof GraphQLInputObjectType ? where.getFields()['code'] : undefined;
  expect(String(code?.type)).toBe('TextIDFilter');
});
