import { type GraphQLSchema, isInputObjectType, isObjectType, printSchema, printType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Models } from '../../src/model/model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import {
  buildEveryTypeModel,
  collectModels,
  id,
  modelDocument,
  readModels,
  relation,
  scalar,
} from '../support/models.ts';

const build = (models: Models): GraphQLSchema =>
  buildSchema(models, { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 });
const everyType = buildEveryTypeModel();
const every = build(collectModels([everyType]));
const fieldsOf = (schema: GraphQLSchema, name: string): Record<string, string> => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`Expected a type ${name}.`);
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
};

describe('Schema', () => {
  test('prints no definition of `ID`, which every GraphQL schema has', () => {
    expect(printSchema(every)).toContain('id: ID!');
    expect(printSchema(every)).not.toContain('scalar ID');
  });

  test('measures numbers as what their figures are, and everything that sorts by its own type', () => {
    expect(fieldsOf(every, 'EveryAggregate')).toEqual({
      count: 'Int!',
      min: 'EveryMin!',
      max: 'EveryMax!',
      avg: 'EveryAvg!',
      sum: 'EverySum!',
    });
    expect(fieldsOf(every, 'EveryMin')).toEqual({
      id: 'ID',
      string: 'String',
      int: 'Int',
      bigint: 'BigInt',
      float: 'Float',
      decimal: 'Decimal',
      boolean: 'Boolean',
      datetime: 'DateTime',
      unsignedint: 'UnsignedInt',
      unsignedbigint: 'BigInt',
      date: 'Date',
      time: 'Time',
      seconds: 'DateTime',
      micros: 'DateTime',
    });
    expect(fieldsOf(every, 'EveryMax')).toEqual(fieldsOf(every, 'EveryMin'));
    expect(fieldsOf(every, 'EveryAvg')).toEqual({
      int: 'Float',
      bigint: 'Float',
      float: 'Float',
      decimal: 'Decimal',
      unsignedint: 'Float',
      unsignedbigint: 'Float',
    });
    expect(fieldsOf(every, 'EverySum')).toEqual({
      int: 'BigInt',
      bigint: 'BigInt',
      float: 'Float',
      decimal: 'Decimal',
      unsignedint: 'BigInt',
      unsignedbigint: 'BigInt',
    });
  });

  test('filters and orders by relations', () => {
    const schema = build(
      readModels([
        modelDocument('Tree', [
          id,
          scalar('kindId', 'Int'),
          relation('kind', 'Kind', 'Kinds', { relationFromFields: ['kindId'], relationToFields: ['id'] }),
        ]),
        modelDocument('Kind', [id, relation('trees', 'Tree', 'Kinds', { isList: true })]),
      ]),
    );
    expect(fieldsOf(schema, 'TreeWhere')).toMatchObject({ kind: 'KindRelationFilter' });
    expect(fieldsOf(schema, 'KindWhere')).toMatchObject({ trees: 'TreeListRelationFilter' });
    expect(fieldsOf(schema, 'KindRelationFilter')).toEqual({ is: 'KindWhere', isNot: 'KindWhere' });
    expect(fieldsOf(schema, 'TreeListRelationFilter')).toEqual({
      some: 'TreeWhere',
      every: 'TreeWhere',
      none: 'TreeWhere',
      count: 'CountFilter',
    });
    expect(fieldsOf(schema, 'TreeOrderBy')).toEqual({
      id: 'SortOrder',
      kindId: 'SortOrder',
      kind: 'KindOrderBy',
    });
    expect(fieldsOf(schema, 'KindOrderBy')).toEqual({ id: 'SortOrder', trees: 'CountOrderBy' });
    expect(fieldsOf(schema, 'CountOrderBy')).toEqual({ count: 'SortOrder!' });
    expect(printType(schema.getType('TreeOrderBy') ?? schema.getQueryType() ?? never())).toContain('@oneOf');
  });

  test('of models with nothing to order by has no orderBy for them, and none that leads to them', () => {
    const key = scalar('key', 'Bytes', { isId: true });
    const schema = build(
      readModels([
        modelDocument('Left', [
          key,
          scalar('data', 'Json'),
          scalar('rightKey', 'Bytes', { isUnique: true }),
          relation('right', 'Right', 'Pairs', {
            relationFromFields: ['rightKey'],
            relationToFields: ['key'],
          }),
        ]),
        modelDocument('Right', [key, relation('left', 'Left', 'Pairs', { isRequired: false })]),
        modelDocument('Note', [
          id,
          scalar('leftKey', 'Bytes'),
          relation('left', 'Left', 'Notes', { relationFromFields: ['leftKey'], relationToFields: ['key'] }),
        ]),
      ]),
    );
    const { lefts } = schema.getQueryType()?.getFields() ?? {};
    const given = lefts?.args.map(({ name }) => name);
    expect(given).toEqual(['first', 'after', 'last', 'before', 'where']);
    expect(Object.keys(fieldsOf(schema, 'NoteOrderBy'))).toEqual(['id']);
    expect(fieldsOf(schema, 'LeftAggregate')).toEqual({ count: 'Int!' });
    expect(Object.keys(fieldsOf(schema, 'LeftWhere'))).toEqual([
      'AND',
      'OR',
      'NOT',
      'key',
      'data',
      'rightKey',
      'right',
    ]);
  });

  test('does not show a hidden field anywhere', () => {
    const models = readModels([modelDocument('Item', [id, scalar('secret', 'Int'), scalar('open', 'Int')])]);
    const all = models.all.map((model) => ({
      ...model,
      fields: model.fields.map((field) => ({ ...field, hidden: field.name === 'secret' })),
    }));
    const schema = build({ ...models, all });
    for (const type of ['Item', 'ItemWhere', 'ItemOrderBy', 'ItemMin', 'ItemMax', 'ItemAvg', 'ItemSum']) {
      expect(Object.keys(fieldsOf(schema, type))).toContain('open');
      expect(Object.keys(fieldsOf(schema, type))).not.toContain('secret');
    }
  });

  test('describes every type and field that no model names', () => {
    const undescribed = Object.values(every.getTypeMap())
      .filter(({ name }) => !name.startsWith('__') && name !== 'Every' && name !== 'Level')
      .flatMap((type) => {
        const fields = isObjectType(type) || isInputObjectType(type) ? type.getFields() : {};
        return [type, ...Object.values(fields)]
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name} ${name}`);
      });
    expect(undescribed).toEqual([]);
  });

  test('describes each type with the article that it has', () => {
    const order = modelDocument('Order', [
      id,
      scalar('total', 'Int', { isRequired: false, nativeType: ['UnsignedInt', []] }),
      scalar('note', 'String', { isRequired: false }),
      scalar('itemId', 'Int'),
      scalar('customerId', 'Int'),
      relation('item', 'Item', 'Items', { relationFromFields: ['itemId'], relationToFields: ['id'] }),
    ]);
    const item = modelDocument('Item', [id, relation('orders', 'Order', 'Items', { isList: true })], {
      uniqueFields: [],
    });
    const text = printSchema(build(readModels([order, item])));
    expect(text).toContain('An Order and its cursor in a list.');
    expect(text).toContain('Conditions on an Int.');
    expect(
      text.match(/\b(?:[Aa] (?:Order|Item|ID|Int|Unsigned)|[Aa]n (?:String|User|Float))\w*/g),
    ).toBeNull();
  });
});

function never(): never {
  throw new Error('Expected a type.');
}
