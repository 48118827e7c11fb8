import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { readModel } from '../../src/prisma-schema/read-model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

describe('Bundled model', () => {
  test('is read whole, with its keys and relations', async () => {
    const models = await readGeneratedModel();
    expect(models.warnings).toEqual([]);
    expect(
      models.all.map(({ name, names, key }) => [name, names.plural, key.map(({ name }) => name)]),
    ).toEqual([
      ['User', 'users', ['id']],
      ['Team', 'teams', ['id']],
      ['Membership', 'memberships', ['userId', 'teamId']],
      ['Post', 'posts', ['id']],
      ['Comment', 'comments', ['id']],
    ]);
    const user = modelOf(models, 'User');
    expect(
      user.relations.map(({ name, cardinality, target, from, to, nullable }) => [
        name,
        cardinality,
        target.name,
        from.map(({ name }) => name).join(),
        to.map(({ name }) => name).join(),
        nullable,
      ]),
    ).toEqual([
      ['manager', 'one', 'User', 'managerId', 'id', true],
      ['reports', 'many', 'User', 'id', 'managerId', false],
      ['memberships', 'many', 'Membership', 'id', 'userId', false],
      ['posts', 'many', 'Post', 'id', 'authorId', false],
      ['comments', 'many', 'Comment', 'id', 'authorId', false],
    ]);
    expect(user.uniqueKeys.map((key) => key.map(({ name }) => name))).toEqual([['email']]);
    expect(user.fields.filter(({ isId }) => isId).map(({ name }) => name)).toEqual(['id', 'managerId']);
    expect(user.fields.filter(({ long }) => long).map(({ name }) => name)).toEqual(['bio']);
    expect(fieldOf(user, 'email').description).toContain('No two people share one');
  });

  test('is frozen', async () => {
    const [user] = (await readGeneratedModel()).all;
    expect(Object.isFrozen(user)).toBe(true);
    expect(user?.fields.every(Object.isFrozen)).toBe(true);
    expect(user?.relations.every((relation) => relation.target && Object.isFrozen(relation))).toBe(true);
  });
});

describe('Model', () => {
  test('keeps the names of the database apart from those of the API', () => {
    const models = readModels(
      [
        modelDocument('Person', [id, scalar('fullName', 'String', { dbName: 'full_name' })], {
          dbName: 'people_tbl',
        }),
        modelDocument('tbl_Setting', [id]),
      ],
      [],
    );
    const person = modelOf(models, 'Person');
    expect(person.table).toBe('people_tbl');
    expect(person.names).toEqual({ type: 'Person', stem: 'Person', singular: 'person', plural: 'people' });
    expect(fieldOf(person, 'fullName').column).toBe('full_name');
    expect(modelOf(models, 'tbl_Setting').names).toMatchObject({
      singular: 'tblSetting',
      plural: 'tblSettings',
    });
  });

  test('keeps what an enum stores apart from what the API calls it', () => {
    const [enumeration] = readModels(
      [modelDocument('Task', [id, { ...scalar('level', 'Level'), kind: 'enum' }])],
      [{ name: 'Level', values: [{ name: 'LOW', dbName: 'l' }, { name: 'HIGH' }] }],
    ).enumerations;
    expect(enumeration?.values.map(({ name, stored }) => [name, stored])).toEqual([
      ['LOW', 'l'],
      ['HIGH', 'HIGH'],
    ]);
  });

  test('whose name the API needs itself becomes a record, and is told', () => {
    const models = readModels([
      modelDocument('Node', [id]),
      modelDocument('User', [id]),
      modelDocument('UserEdge', [id]),
    ]);
    expect(models.all.map(({ names }) => names.type)).toEqual(['NodeRecord', 'User', 'UserEdge']);
    expect(models.warnings).toEqual([
      'Model Node is served as NodeRecord: the API needs the name Node itself.',
    ]);
  });

  test('whose field is called nodeId serves it under another name, and is told', () => {
    const models = readModels([modelDocument('Item', [id, scalar('nodeId')])]);
    expect(
      modelOf(models, 'Item').fields.map(({ name, property, column }) => [name, property, column]),
    ).toEqual([
      ['id', 'id', 'id'],
      ['nodeIdField', 'nodeId', 'nodeId'],
    ]);
    expect(models.warnings).toEqual([
      'Item.nodeId is served as nodeIdField: the API needs the name nodeId itself.',
    ]);
    expect(() => buildSchema(models, limits)).not.toThrow();
  });

  test('whose plural is its singular gets a list name', () => {
    const models = readModels([modelDocument('Staff', [id]), modelDocument('Sheep', [id])]);
    expect(models.all.map(({ names }) => [names.singular, names.plural])).toEqual([
      ['staff', 'staffList'],
      ['sheep', 'sheepList'],
    ]);
    expect(Object.keys(buildSchema(models, limits).getQueryType()?.getFields() ?? {})).toEqual(
      expect.arrayContaining(['staff', 'staffList', 'staffListById']),
    );
  });

  test('that refers to itself has both sides, each with its own fields', () => {
    const models = readModels([
      modelDocument('Part', [
        id,
        scalar('wholeId', 'Int', { isRequired: false }),
        relation('whole', 'Part', 'Assembly', {
          isRequired: false,
          relationFromFields: ['wholeId'],
          relationToFields: ['id'],
        }),
        relation('parts', 'Part', 'Assembly', { isList: true }),
      ]),
    ]);
    const sides = modelOf(models, 'Part').relations;
    expect(
      sides.map(({ name, cardinality, from, to }) => [name, cardinality, from[0]?.name, to[0]?.name]),
    ).toEqual([
      ['whole', 'one', 'wholeId', 'id'],
      ['parts', 'many', 'id', 'wholeId'],
    ]);
    expect(fieldOf(modelOf(models, 'Part'), 'wholeId').isId).toBe(true);
  });

  test('with a composite key is referred to by all of its fields', () => {
    const models = readModels([
      modelDocument(
        'Room',
        [scalar('house'), scalar('number', 'Int'), relation('beds', 'Bed', 'R', { isList: true })],
        {
          primaryKey: { fields: ['house', 'number'] },
        },
      ),
      modelDocument('Bed', [
        id,
        scalar('house'),
        scalar('roomNumber', 'Int'),
        relation('room', 'Room', 'R', {
          relationFromFields: ['house', 'roomNumber'],
          relationToFields: ['house', 'number'],
        }),
      ]),
    ]);
    const [beds] = modelOf(models, 'Room').relations;
    expect([beds?.from, beds?.to].map((side) => side?.map(({ name }) => name))).toEqual([
      ['house', 'number'],
      ['house', 'roomNumber'],
    ]);
    // Neither is an id: no single column names a room.
    expect(modelOf(models, 'Room').fields.some(({ isId }) => isId)).toBe(false);
  });

  test('has one lookup by a field that is declared unique twice, and warns of nothing', () => {
    const models = readModels([
      modelDocument('Desk', [id, scalar('code', 'String', { isUnique: true }), scalar('a'), scalar('b')], {
        uniqueFields: [['code'], ['a', 'b'], ['b', 'a']],
      }),
    ]);
    expect(models.warnings).toEqual([]);
    const { uniqueKeys } = modelOf(models, 'Desk');
    expect(uniqueKeys.map((key) => key.map(({ name }) => name))).toEqual([['code'], ['a', 'b'], ['b', 'a']]);
  });

  test('without a primary key goes by its first unique key that takes no NULL', () => {
    const models = readModels([
      modelDocument(
        'Code',
        [
          scalar('maybe', 'String', { isUnique: true, isRequired: false }),
          scalar('text', 'String', { nativeType: ['Text', []] }),
          scalar('year', 'Int'),
        ],
        { uniqueFields: [['text', 'year']] },
      ),
    ]);
    const code = modelOf(models, 'Code');
    expect(code.primaryKey).toBeUndefined();
    expect(code.key.map(({ name }) => name)).toEqual(['text', 'year']);
    const fields = Object.keys(buildSchema(models, limits).getQueryType()?.getFields() ?? {});
    expect(fields).toEqual(['codeByMaybe', 'codeByTextAndYear', 'codes', 'node', 'nodes']);
  });

  test('without any key, and fields that cannot be served, are left out and told', () => {
    const models = readModels([
      modelDocument('Log', [scalar('line')]),
      modelDocument('Place', [id, { ...scalar('point', 'geometry'), kind: 'unsupported' }]),
    ]);
    expect(models.all.map(({ name }) => name)).toEqual(['Place']);
    expect(models.warnings).toEqual([
      'Model Log is left out: it has no key without NULLs. Give it an @id or a @unique field, or hide it with /// @gather.hide.',
      'Place.point is left out: the type geometry cannot be served.',
    ]);
  });

  test('takes JSON, and text and bytes of more than 1,000 characters, as long', () => {
    const item = modelOf(
      readModels([
        modelDocument('Item', [
          id,
          scalar('short', 'String', { nativeType: ['VarChar', ['1000']] }),
          scalar('long', 'String', { nativeType: ['VarChar', ['1001']] }),
          scalar('text', 'String', { nativeType: ['MediumText', []] }),
          scalar('json', 'Json'),
          scalar('bytes', 'Bytes'),
          scalar('blob', 'Bytes', { nativeType: ['Blob', []] }),
          scalar('hash', 'Bytes', { nativeType: ['Binary', ['16']] }),
          scalar('image', 'Bytes', { nativeType: ['VarBinary', ['1001']] }),
        ]),
      ]),
      'Item',
    );
    expect(item.fields.filter(({ long }) => long).map(({ name }) => name)).toEqual([
      'long',
      'text',
      'json',
      'bytes',
      'blob',
      'image',
    ]);
  });
});

describe('Data model', () => {
  test('that the generator did not write is refused with what to do', () => {
    for (const document of [undefined, {}, { version: 2, models: [], enums: [] }]) {
      expect(() => readModel(document)).toThrow('run `npx prisma generate`');
    }
  });
});
