import { describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import type { Models } from '../../src/model/model.ts';
import {
  nestedTypeNames,
  helperNames,
  helperTypes,
  keptFields,
  keptRootFields,
  keptTypes,
  keptValues,
  nameListLookup,
  nameLookup,
  nameRowWrite,
  nameWrites,
} from '../../src/model/naming.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { buildEveryTypeModel, id, modelDocument, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };

/** Names of types and root fields that a model of these names has to do without. */
const bases = ['User', 'Data', 'Staff', 'Count', 'Role'] as const;
const modelNames: readonly [string, ...string[]] = [
  'user',
  'users',
  'Users',
  'USER',
  'Datum',
  'StaffList',
  'UserList',
  'UserByEmail',
  'UsersById',
  'UserRecord',
  'Node',
  'Nodes',
  'NodeRecord',
  'Constructor',
  'ToString',
  'tbl_Setting',
  'tblSetting',
  'type',
  'input',
  'select',
  ...keptTypes,
  ...helperTypes,
  ...helperTypes.map((name) => `${name}Type`),
  ...bases.flatMap((name) => [name, ...helperNames('model', name), ...helperNames('enum', name)]),
  ...helperNames('model', 'UserRecord'),
  ...['Another', 'Others', 'Another2', 'Others2'].flatMap((side) => nestedTypeNames('User', side)),
];
const fieldNames: readonly [string, ...string[]] = [
  'email',
  'Email',
  'count',
  'constructor',
  'toString',
  'then',
  'on',
  'select',
  'nodeIdField',
  'ANDField',
  ...keptFields,
];

/** What is asked for of a field for each model: all are there exactly when none has taken another's place. */
function rootFieldsOf(models: Models): string[] {
  const fields = models.all.flatMap(({ names, primaryKey, uniqueKeys }) => [
    ...(primaryKey ? [names.singular, nameListLookup(names)] : []),
    names.plural,
    ...uniqueKeys.map((key) => nameLookup(names, key)),
  ]);
  return [...fields, ...keptRootFields].toSorted();
}

/** What is written of each model: all are there exactly when no two have one name. */
function writesOf(models: Models): string[] {
  const fields = models.all.flatMap((model): string[] => [
    ...Object.values({ ...nameWrites(model.names) }),
    ...[...(model.primaryKey ? [model.primaryKey] : []), ...model.uniqueKeys].flatMap((key) => [
      nameRowWrite('update', model, key),
      nameRowWrite('delete', model, key),
    ]),
  ]);
  return fields.toSorted();
}

function buildAwkwardModels(seed: number): Models {
  const random = new Random(seed);
  const some = (count: number, pool: readonly [string, ...string[]]): string[] => [
    ...new Set(Array.from({ length: count }, () => random.pick(pool))),
  ];
  const names = some(12, modelNames);
  const enums = names.splice(0, 3);
  const documents = names.map((name) => {
    const fields = some(4, fieldNames);
    return modelDocument(
      name,
      [
        id,
        ...fields.map((field, index) => scalar(field, 'String', { isUnique: index < 2 })),
        ...enums.map((each) => ({ ...scalar(`in${each}`, each), kind: 'enum' })),
        relation('others', names[0] ?? name, name, { isList: true }),
        relation('another', name, name, { isList: true }),
      ],
      { uniqueFields: [fields.slice(0, 2)] },
    );
  });
  const values = ['A', ...keptValues, ...keptValues.map((value) => `${value}Value`)];
  return readModels(
    documents,
    enums.map((name) => ({ name, values: values.map((value) => ({ name: value })) })),
  );
}

describe('Names', () => {
  test('of any models make a valid schema in which each has its own, the same at every start', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const models = buildAwkwardModels(seed);
      const schema = buildSchema(models, limits);
      expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted(), `seed ${seed}`).toEqual(
        rootFieldsOf(models),
      );
      expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted(), `seed ${seed}`).toEqual(
        writesOf(models),
      );
      for (const { names, fields, relations } of models.all) {
        const type = schema.getType(names.type);
        expect(type && 'getFields' in type && Object.keys(type.getFields()), `seed ${seed}`).toEqual([
          'nodeId',
          ...fields.map(({ name }) => name),
          ...relations.map(({ name }) => name),
        ]);
      }
      expect(buildAwkwardModels(seed).warnings).toEqual(models.warnings);
    }
  });

  test('that are given up are told one by one', () => {
    const models = readModels(
      [
        modelDocument('Data', [id]),
        modelDocument('Datum', [id]),
        modelDocument('user', [id]),
        modelDocument('User', [id, scalar('AND'), scalar('nodeId'), scalar('nodeIdField')]),
        modelDocument('Count', [id]),
        modelDocument('Node', [id]),
        modelDocument('NodeRecord', [id]),
        modelDocument('User_', [
          scalar('id', 'Int', { isUnique: true }),
          scalar('Id', 'Int', { isUnique: true }),
        ]),
      ],
      [
        { name: 'Truth', values: [{ name: 'true' }, { name: 'trueValue' }] },
        { name: 'String', values: [{ name: 'A' }] },
      ],
    );
    expect(models.warnings).toEqual([
      'Truth.true is served as trueValue2: the API needs the name true itself.',
      'User.AND is served as ANDField: the API needs the name AND itself.',
      'User.nodeId is served as nodeIdField2: the API needs the name nodeId itself.',
      'Model User is served as UserRecord: Model user takes the name Query.user.',
      'Model Node is served as NodeRecord2: the API needs the name Node itself.',
      'Model Datum is served as DatumRecord: Model Data takes the name Query.data.',
      'Model User_ is served as User_Record2: Model user takes the name Query.user.',
      'Enum String is served as StringEnum: the API needs the name String itself.',
      'The lookup of User_ by Id is left out: another one has the name userRecord2ById. Rename a field of it with /// @gather.name("…").',
    ]);
  });

  test('of what is written through relations leave each relation its own', () => {
    const models = readModels(
      [
        modelDocument('User', [
          id,
          relation('written', 'Post', 'author', { isList: true }),
          relation('Written', 'Post', 'Author', { isList: true }),
          relation('postsOfWhom', 'Post', 'hidden', { isList: true }),
        ]),
        modelDocument('Post', [
          id,
          scalar('a', 'Int'),
          scalar('b', 'Int'),
          scalar('c', 'Int'),
          referTo('author', 'a'),
          referTo('Author', 'b'),
          referTo('hidden', 'c'),
        ]),
        modelDocument('PostCreateWithoutAuthorInput', [id]),
        modelDocument('PostCreateWithoutUserPostsOfWhomInput', [id]),
        modelDocument('UserUpdateInput', [id]),
        modelDocument('UpdateUser', [id]),
      ],
      [{ name: 'UserUnique', values: [{ name: 'A' }] }],
      'model Post {\n  /// @gather.hide\n  hidden User\n}\n',
    );
    expect(models.all.flatMap(({ relations }) => relations.map(({ inputName }) => inputName))).toEqual([
      'Author',
      'Author2',
      'UserPostsOfWhom',
      'Written',
      'Written2',
    ]);
    expect(models.all.map(({ names: { type } }) => type)).toEqual([
      'User',
      'Post',
      'PostCreateWithoutAuthorInput',
      'PostCreateWithoutUserPostsOfWhomInput',
      'UserUpdateInput',
      'UpdateUser',
    ]);
    expect(models.enumerations.map(({ name }) => name)).toEqual(['UserUnique']);
    expect(models.all.slice(0, 2).map(({ names: { stem } }) => stem)).toEqual(['UserRecord', 'PostRecord']);
    expect(Object.keys(buildSchema(models, limits).getMutationType()?.getFields() ?? {}).toSorted()).toEqual(
      writesOf(models),
    );
  });

  test('of all types that the API makes are in the lists that keep them free', () => {
    const every = buildEveryTypeModel();
    const models = readModels(
      [
        modelDocument(
          'Owner',
          [
            scalar('a', 'Int'),
            scalar('b', 'Int'),
            { ...scalar('level', 'Level'), kind: 'enum' },
            ...every.fields.map(({ property, type, nativeType }) =>
              scalar(`${property}Field`, type === 'Enum' ? 'String' : plainType(type), { nativeType }),
            ),
            relation('things', 'Thing', 'T', { isList: true }),
          ],
          { primaryKey: { fields: ['a', 'b'] } },
        ),
        modelDocument('Thing', [
          id,
          scalar('a', 'Int'),
          scalar('b', 'Int'),
          relation('owner', 'Owner', 'T', { relationFromFields: ['a', 'b'], relationToFields: ['a', 'b'] }),
        ]),
      ],
      [{ name: 'Level', values: [{ name: 'LOW' }] }],
    );
    const listed = new Set([
      ...keptTypes,
      ...helperTypes,
      'Owner',
      'Thing',
      'Level',
      ...helperNames('model', 'Owner'),
      ...helperNames('model', 'Thing'),
      ...nestedTypeNames('Thing', 'Owner'),
      ...nestedTypeNames('Owner', 'Things'),
      ...helperNames('enum', 'Level'),
    ]);
    const made = Object.keys(buildSchema(models, limits).getTypeMap()).filter(
      (name) => !name.startsWith('__'),
    );
    expect(made.filter((name) => !listed.has(name))).toEqual([]);
    expect(made.length).toBeGreaterThan(40);
  });
});

/** A relation to users by that column. */
function referTo(name: string, column: string): object {
  return relation(name, 'User', name, { relationFromFields: [column], relationToFields: ['id'] });
}

function plainType(type: string): string {
  if (type === 'UnsignedInt') return 'Int';
  return type === 'Date' || type === 'Time' ? 'DateTime' : type;
}
