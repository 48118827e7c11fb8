import { printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Models } from '../../src/model/model.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { fieldOf, id, modelDocument, modelOf, readModels, relation, scalar } from '../support/models.ts';

const limits = { pageSizeDefault: 20, pageSizeMax: 1_000, writeMaxRows: 50_000 };
const toId = (field: string) => ({ relationFromFields: [field], relationToFields: ['id'] });

/** A schema with a line for each thing that can be annotated; the rest of it stands in `documents`. */
function buildText(annotations: Readonly<Record<string, string>> = {}): string {
  const above = (name: string): string => (annotations[name] === undefined ? '' : `${annotations[name]}\n`);
  const member = (model: string, name: string): string => `${above(`${model}.${name}`)}  ${name} Some\n`;
  const block = (name: string, members: readonly string[]): string =>
    `${above(name)}model ${name} {\n${members.map((each) => member(name, each)).join('')}}\n`;
  return [
    block('User', ['id', 'email', 'salary', 'bossId', 'boss', 'reports', 'posts']),
    block('Post', ['id', 'title', 'authorId', 'author', 'edits', 'views']),
    `${above('Role')}enum Role {\n${above('Role.A')}  A\n}\n`,
  ].join('\n');
}

const documents = [
  modelDocument('User', [
    id,
    scalar('email', 'String', { isUnique: true }),
    scalar('salary', 'String', { documentation: 'Not for all.\n@gather.hide' }),
    scalar('bossId', 'Int', { isRequired: false }),
    relation('boss', 'User', 'Boss', { isRequired: false, ...toId('bossId') }),
    relation('reports', 'User', 'Boss', { isList: true }),
    relation('posts', 'Post', 'P', { isList: true }),
  ]),
  modelDocument('Post', [
    id,
    scalar('title', 'String', { documentation: '@gather.name("headline")\nWhat is shown.' }),
    scalar('authorId', 'Int'),
    relation('author', 'User', 'P', toId('authorId')),
    scalar('edits', 'Int', { hasDefaultValue: true, default: 0 }),
    scalar('views', 'BigInt', { hasDefaultValue: true, default: 0 }),
  ]),
];

function readAnnotated(annotations: Readonly<Record<string, string>>): Models {
  return readModels(documents, [{ name: 'Role', values: [{ name: 'A' }] }], buildText(annotations));
}

function print(models: Models): string {
  return printSchema(buildSchema(models, limits));
}

describe('@gather.hide', () => {
  test('above a model takes it out with all that leads to it, and nothing is told', () => {
    const models = readAnnotated({ Post: '/// @gather.hide' });
    expect(models.all.map(({ name }) => name)).toEqual(['User']);
    expect(modelOf(models, 'User').relations.map(({ name }) => name)).toEqual(['boss', 'reports']);
    expect(models.warnings).toEqual([]);
    expect(print(models)).not.toMatch(/post/i);
  });

  test('above or behind a field takes it out of the type, of filters, orderings and aggregates', () => {
    for (const [name, comment] of [
      ['User.salary', '/// @gather.hide'],
      ['User.salary', '/// Not for all.\n// really\n/// @gather.hide'],
    ] as const) {
      const models = readAnnotated({ [name]: comment });
      expect(modelOf(models, 'User').fields.map(({ name }) => name)).toEqual(['id', 'email', 'bossId']);
      expect(print(models)).not.toContain('salary');
    }
  });

  test('above a foreign key keeps it for its relation, unseen', () => {
    const models = readAnnotated({ 'User.bossId': '/// @gather.hide' });
    const user = modelOf(models, 'User');
    expect(fieldOf(user, 'bossId').hidden).toBe(true);
    expect(user.relations.map(({ name }) => name)).toEqual(['boss', 'reports', 'posts']);
    expect(print(models)).not.toContain('bossId');
    expect(print(models)).toContain('boss: User');
  });

  test('above a foreign key and its relations takes all of them out', () => {
    const models = readAnnotated({
      'User.bossId': '/// @gather.hide',
      'User.boss': '/// @gather.hide',
      'User.reports': '/// @gather.hide',
    });
    expect(modelOf(models, 'User').fields.map(({ name }) => name)).toEqual(['id', 'email', 'salary']);
  });

  test('above a unique field takes its lookup out', () => {
    const models = readAnnotated({ 'User.email': '/// @gather.hide' });
    expect(Object.keys(buildSchema(models, limits).getQueryType()?.getFields() ?? {})).toEqual([
      'user',
      'usersById',
      'users',
      'post',
      'postsById',
      'posts',
      'node',
      'nodes',
    ]);
  });
});

describe('@gather.name', () => {
  test('above a model gives its type and root fields their names', () => {
    const models = readAnnotated({ User: '/// @gather.name("Person")' });
    expect(modelOf(models, 'User').names).toEqual({
      type: 'Person',
      stem: 'Person',
      singular: 'person',
      plural: 'people',
    });
    const printed = print(models);
    for (const name of [
      'type Person ',
      'PersonWhere',
      'person(',
      'people(',
      'personByEmail(',
      'peopleById(',
    ]) {
      expect(printed).toContain(name);
    }
  });

  test('above a field gives it its name wherever the field stands, and is no part of its description', () => {
    const models = readAnnotated({
      'Post.title': '/// @gather.name("headline")',
      'Post.author': '/// @gather.name("writer")',
    });
    const post = modelOf(models, 'Post');
    expect(fieldOf(post, 'headline')).toMatchObject({
      property: 'title',
      column: 'title',
      description: 'What is shown.',
    });
    expect(post.relations[0]).toMatchObject({ name: 'writer', property: 'author' });
    expect(models.warnings).toEqual([]);
  });

  test('may give a name that a relation to a hidden model leaves', () => {
    const models = readAnnotated({ Post: '/// @gather.hide', 'User.email': '/// @gather.name("posts")' });
    expect(fieldOf(modelOf(models, 'User'), 'posts').column).toBe('email');
  });

  test('may give a name that a hidden field leaves', () => {
    const models = readAnnotated({
      'User.salary': '/// @gather.hide',
      'User.email': '/// @gather.name("salary")',
    });
    expect(fieldOf(modelOf(models, 'User'), 'salary').column).toBe('email');
  });
});

describe('@gather.readOnly', () => {
  test('above a model or field says that it is never written', () => {
    const models = readAnnotated({ Post: '/// @gather.readOnly', 'User.email': '/// @gather.readOnly' });
    const [user, post] = [modelOf(models, 'User'), modelOf(models, 'Post')];
    expect([user.readOnly, post.readOnly]).toEqual([false, true]);
    expect(user.fields.filter(({ readOnly }) => readOnly).map(({ name }) => name)).toEqual(['email']);
    expect(post.fields.every(({ readOnly }) => readOnly)).toBe(true);
    const [text, unannotated] = [print(models), print(readAnnotated({}))];
    expect(readsOf(text)).toBe(readsOf(unannotated));
    expect(unannotated).toContain('createPost(');
    // a User cannot be created without an email, and its other fields can be updated
    expect(text).not.toMatch(/(create|upsert|update|delete)Posts?\(|Post(Create|Update|Upsert)|createUser/);
    expect(text).toContain('input UserUpdateInput');
  });
});

/** What a printed schema says of reading. */
function readsOf(text: string): string {
  const isOfWrites =
    /^(type (Mutation|BatchPayload)|input \w+(Input|InputEnvelope|Unique|ScalarWhere|Update)) /m;
  return text
    .split('\n}\n')
    .filter((block) => !isOfWrites.test(block))
    .join('\n}\n');
}

describe('An annotation with a fault', () => {
  const forms =
    'expected @gather.hide, @gather.show, @gather.readOnly, @gather.noOrder, @gather.version or @gather.name("…"), alone on its line, got';
  test.each([
    ['of an unknown word', 'User', '/// @gather.hidden', `1: ${forms} @gather.hidden`],
    ['of another case', 'User', '/// @Gather.hide', `1: ${forms} @Gather.hide`],
    ['without its point', 'User', '/// @gatherHide', `1: ${forms} @gatherHide`],
    ['behind other words', 'User', '/// Secret. @gather.hide', `1: ${forms} Secret. @gather.hide`],
    ['before other words', 'User', '/// @gather.hide it', `1: ${forms} @gather.hide it`],
    ['with a name it does not take', 'User', '/// @gather.hide("x")', `1: ${forms} @gather.hide("x")`],
    ['without the name it takes', 'User', '/// @gather.name', `1: ${forms} @gather.name`],
    [
      'with a name that GraphQL refuses',
      'User',
      '/// @gather.name("__User")',
      '1: expected a name of letters, digits and underscores, got @gather.name("__User")',
    ],
    ['said twice', 'User', '/// @gather.hide\n/// @gather.hide', '2: @gather.hide appears twice.'],
    [
      'behind two slashes',
      'User.email',
      '// @gather.hide',
      '3: @gather.hide works only after three slashes, above a model or a field.',
    ],
    [
      'with an empty line below',
      'User',
      '/// @gather.hide\n',
      '1: @gather.hide is not above a model or a field.',
    ],
    ['above an enum', 'Role', '/// @gather.hide', '20: @gather.hide is not above a model or a field.'],
    ['above a value', 'Role.A', '/// @gather.hide', '21: @gather.hide is not above a model or a field.'],
    [
      'that hides a key',
      'User.id',
      '/// @gather.hide',
      '2: User.id cannot be hidden: it is part of the key.',
    ],
    ['that shows a whole model', 'User', '/// @gather.show', '1: @gather.show works only above a field.'],
    ...['/// @gather.show\n/// @gather.hide', '/// @gather.hide\n/// @gather.show'].map(
      (both): [string, string, string, string] => [
        'that shows what another hides',
        'User.email',
        both,
        '4: @gather.show and @gather.hide are above the same field.',
      ],
    ),
    ['that a whole model has', 'User', '/// @gather.noOrder', '1: @gather.noOrder works only above a field.'],
    [
      'that counts above a model',
      'User',
      '/// @gather.version',
      '1: @gather.version works only above a field.',
    ],
    ...(
      [
        ['text', 'User.email', 3, 'User.email (String)'],
        ['what may be null', 'User.bossId', 5, 'User.bossId (Int?)'],
        ['a key', 'User.id', 2, 'User.id (Int)'],
        ['what refers to a key', 'Post.authorId', 14, 'Post.authorId (Int)'],
        ['a relation', 'User.posts', 8, 'User.posts (Post)'],
      ] as const
    ).map(([what, name, line, got]): [string, string, string, string] => [
      `that counts in ${what}`,
      name,
      '/// @gather.version',
      `${line}: expected @gather.version above a required Int or BigInt outside of keys, got ${got}.`,
    ]),
    [
      'whose name is that of the API',
      'User',
      '/// @gather.name("Node")',
      '1: Model User cannot be called Node: the API needs the name Node itself.',
    ],
    [
      'whose name another model has',
      'User',
      '/// @gather.name("Post")',
      '1: Model User cannot be called Post: Model Post takes the name Post.',
    ],
    [
      'whose name gives a root field that another model has',
      'User',
      '/// @gather.name("post")',
      '1: Model User cannot be called post: Model Post takes the name Query.post.',
    ],
    [
      'whose name another field has',
      'Post.title',
      '/// @gather.name("author")',
      '13: Post.title cannot be called author: Post.author takes the name author.',
    ],
  ])('%s is refused with its line', (_, name, comment, fault) => {
    expect(() => readAnnotated({ [name]: comment })).toThrow(`schema.prisma:${fault}`);
  });

  test('that counts twice is refused with the line of the second', () => {
    expect(() =>
      readAnnotated({ 'Post.edits': '/// @gather.version', 'Post.views': '/// @gather.version' }),
    ).toThrow('schema.prisma:18: expected one @gather.version in Post, got it above edits and views.');
  });

  test('is refused together with all others', () => {
    const annotations = { User: '/// @gather.hidden', 'Post.id': '/// @gather.hide' };
    expect(() => readAnnotated(annotations)).toThrow(
      /^The Prisma schema has 2 faults:\n {2}schema\.prisma:1: .*\n {2}schema\.prisma:13: .*$/,
    );
  });

  test('is not seen in what only looks like one', () => {
    const models = readAnnotated({
      User: '/// Write to ops@gather.example.\n// /// @gather.hide\n// see @gather.hide',
    });
    expect(models.all).toHaveLength(2);
  });
});
