import { expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { id, modelDocument, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

test('Names of models and enums are their own, whatever the API would call its helper types', () => {
  const models = readModels(
    [
      modelDocument('Customer', [
        id,
        scalar('listId', 'Int'),
        relation('list', 'CustomerList', 'list', {
          relationFromFields: ['listId'],
          relationToFields: ['id'],
        }),
      ]),
      modelDocument('CustomerList', [
        id,
        relation('customers', 'Customer', 'list', { isList: true }),
        { ...scalar('order', 'SortOrder'), kind: 'enum' },
        { ...scalar('state', 'State'), kind: 'enum' },
      ]),
      modelDocument('UserEdge', [id]),
      modelDocument('User', [id, scalar('count', 'Int')]),
      modelDocument('CountFilter', [id]),
      modelDocument('BatchPayload', [id]),
      modelDocument('IntUpdate', [id]),
      modelDocument('StateFilter', [id]),
    ],
    [
      { name: 'SortOrder', values: [{ name: 'UP' }] },
      { name: 'IDFilter', values: [{ name: 'A' }] },
      { name: 'State', values: [{ name: 'ON' }] },
    ],
  );
  expect(models.warnings).toEqual([]);
  const served = [
    ...models.all.map(({ name, names }) => [name, names.type]),
    ...models.enumerations.map(({ name }) => [name, name]),
  ];
  expect(served.filter(([name, type]) => name !== type)).toEqual([]);
  const schema = buildSchema(models, limits);
  const fields = (name: string): Record<string, string> => {
    const type = schema.getType(name);
    const all = type && 'getFields' in type ? Object.values(type.getFields()) : [];
    return Object.fromEntries(all.map((field) => [field.name, String(field.type)]));
  };
  expect(fields('CustomerListRecordWhere')).toMatchObject({
    id: 'IDFilterType',
    state: 'StateEnumFilter',
    customers: 'CustomerListRelationFilter',
  });
  expect(fields('CustomerWhere')).toMatchObject({ list: 'CustomerListRecordRelationFilter' });
  expect(fields('CustomerListRelationFilter')).toMatchObject({ count: 'CountFilterType' });
  expect(fields('CustomerListRecordOrderBy')).toMatchObject({ order: 'SortOrderType' });
  expect(fields('UserConnection')).toEqual({});
  expect(fields('UserRecordConnection')).toMatchObject({ edges: '[UserRecordEdge]!' });
  expect(fields('UserRecordUpdateInput')).toEqual({ id: 'ID', count: 'IntUpdateType' });
  expect(fields('Mutation')).toMatchObject({ deleteUsers: 'BatchPayloadType' });
});
