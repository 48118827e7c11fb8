import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { buildExecution } from '../../src/execution/execute-operation.ts';
import { OperationCompilations } from '../../src/execution/plan/operation-variants.ts';
import type { Change, Written } from '../../src/model/change.ts';
import { buildKey, type Key } from '../../src/model/load.ts';
import { buildSchema } from '../../src/schema/build-schema.ts';
import { id, modelDocument, readModels, relation, scalar } from '../support/models.ts';
import { tellChange } from '../support/tell-change.ts';

const numbered = { hasDefaultValue: true, default: { name: 'autoincrement', args: [] } };
const optional = { isRequired: false };

const models = readModels(
  [
    modelDocument('Author', [
      scalar('id', 'Int', { isId: true, ...numbered }),
      scalar('email', 'String', { isUnique: true }),
      scalar('age', 'Int', optional),
      scalar('notes', 'Json', optional),
      scalar('changedAt', 'DateTime', { isUpdatedAt: true }),
      scalar('bossId', 'Int', optional),
      relation('boss', 'Author', 'boss', {
        ...optional,
        relationFromFields: ['bossId'],
        relationToFields: ['id'],
      }),
      relation('staff', 'Author', 'boss', { isList: true }),
      relation('books', 'Book', 'author', { isList: true }),
      relation('tags', 'Tag', 'tags', { isList: true }),
    ]),
    modelDocument(
      'Book',
      [
        scalar('shop', 'Int'),
        scalar('number', 'Int'),
        scalar('title'),
        scalar('printed', 'DateTime', { ...optional, nativeType: ['Date', []] }),
        scalar('version', 'BigInt'),
        scalar('authorId', 'Int'),
        relation('author', 'Author', 'author', {
          relationFromFields: ['authorId'],
          relationToFields: ['id'],
        }),
        relation('sales', 'Sale', 'book', { isList: true }),
      ],
      { primaryKey: { fields: ['shop', 'number'] } },
    ),
    modelDocument('Tag', [id, relation('authors', 'Author', 'tags', { isList: true })]),
    modelDocument('Day', [id, relation('sales', 'Sale', 'day', { isList: true })]),
    modelDocument('Sale', [
      scalar('id', 'Int', { isId: true, ...numbered }),
      scalar('shop', 'Int'),
      scalar('number', 'Int'),
      scalar('dayId', 'Int', optional),
      relation('book', 'Book', 'book', {
        relationFromFields: ['shop', 'number'],
        relationToFields: ['shop', 'number'],
      }),
      relation('day', 'Day', 'day', { ...optional, relationFromFields: ['dayId'], relationToFields: ['id'] }),
    ]),
  ],
  [],
  'model Book {\n  /// @gather.version\n  version BigInt\n}\n',
);
const limits = { ...readConfig({}), writeMaxRows: 5 };
const schema = buildSchema(models, limits);
const compilations = new OperationCompilations(schema);

/** Runs a field of Mutation up to where it would be written: the changes that it makes, and what it is refused with. */
async function read(
  field: string,
): Promise<{ readonly changes: readonly Change[]; readonly messages: readonly string[] }> {
  const changes: Change[] = [];
  const session = {
    traced: false,
    isWriting: true,
    throwIfAbandoned: () => undefined,
    write: (change: Change): Promise<Written> => {
      changes.push(change);
      const keys = change.kind === 'createMany' ? change.rows.map((_, index) => buildKey([index])) : [];
      return Promise.resolve({ keys, count: 2, deleted: undefined });
    },
    load: (_shape: unknown, { keys }: { readonly keys: readonly Key[] }) =>
      Promise.resolve(keys.map((key) => ({ id: key.id, email: `e${key.id}` }))),
  };
  const document = parse(`mutation { ${field} }`);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { changes, messages: invalid.map(({ message }) => message) };
  const execute = buildExecution(schema, document, undefined, { compilations, limits });
  const { errors = [] } = (await execute?.({ contextValue: { session } })) ?? {};
  return { changes, messages: errors.map(({ message }) => message) };
}

const book = 'shop: 1, number: 2, title: "t"';

describe('What is to be written', () => {
  test.each([
    [
      'createAuthor(data: { email: "e", age: null, notes: [1, null], bossId: 1 }) { id }',
      { email: 'e', age: null, notes: '[1,null]', bossId: '1' },
    ],
    ['createAuthor(data: { email: "e", notes: null }) { id }', { email: 'e', notes: null }],
    [
      `createBook(data: { ${book}, printed: "2026-11-22", author: { connect: { email: "e" } } }) { title }`,
      {
        shop: 1,
        number: 2,
        title: 't',
        printed: '2026-11-22',
        version: '1',
        'author.connect': ['email e'],
      },
    ],
    [
      `createAuthor(data: { email: "e", books: { create: { ${book}, sales: { create: { day: { connect: { id: 1 } } } } }, connectOrCreate: { where: { shop_number: { shop: 3, number: 4 } }, create: { ${book} } } } }) { id }`,
      {
        email: 'e',
        'books.create': [
          { shop: 1, number: 2, title: 't', version: '1', 'sales.create': [{ 'day.connect': ['id 1'] }] },
        ],
        'books.connectOrCreate': [['shop 3, number 4', { shop: 1, number: 2, title: 't', version: '1' }]],
      },
    ],
    [
      `createAuthor(data: { email: "e", books: { createMany: { data: [{ ${book} }] } } }) { id }`,
      { email: 'e', 'books.createMany': [{ shop: 1, number: 2, title: 't', version: '1' }] },
    ],
    ['createAuthor(data: { email: "e", books: {} }) { id }', { email: 'e' }],
    [
      'createAuthors(data: [{ email: "a" }, { email: "b", age: 1 }]) { id }',
      [{ email: 'a' }, { email: 'b', age: 1 }],
    ],
    ['updateAuthor(id: 1, data: {}) { id }', {}],
    [
      'updateAuthor(id: 1, data: { age: { increment: 2 }, email: "x", bossId: null }) { id }',
      { age: { increment: 2 }, email: 'x', bossId: null },
    ],
    [
      'updateAuthor(id: 1, data: { age: null, boss: { disconnect: true } }) { id }',
      { age: null, 'boss.disconnect': 'the one' },
    ],
    ['updateAuthor(id: 1, data: { boss: { disconnect: false } }) { id }', {}],
    [
      'updateAuthor(id: 1, data: { boss: { update: { email: "b" } }, staff: { set: [] } }) { id }',
      { 'boss.update': [['the one', { email: 'b' }]], 'staff.set': [] },
    ],
    [
      'updateAuthor(id: 1, data: { boss: { upsert: { create: { email: "c" }, update: { email: "u" } } } }) { id }',
      { 'boss.upsert': [['the one', { email: 'c' }, { email: 'u' }]] },
    ],
    [
      `updateAuthor(id: 1, data: { books: {
        update: { where: { shop_number: { shop: 1, number: 2 } }, data: { title: "u" } }
        updateMany: { where: { title: { startsWith: "a" } }, data: { title: "v" } }
        deleteMany: [{}, { title: { equals: "w" } }]
      } }) { id }`,
      {
        'books.update': [['shop 1, number 2', { title: 'u', version: { increment: '1' } }]],
        'books.updateMany': [['title startsWith a', { title: 'v', version: { increment: '1' } }]],
        'books.deleteMany': ['all', 'title equals w'],
      },
    ],
    [
      'updateBook(shop: 1, number: 2, data: { number: { multiply: 3 } }) { title }',
      { number: { multiply: 3 }, version: { increment: '1' } },
    ],
    [
      'upsertAuthor(where: { email: "e" }, create: { email: "e" }, update: { age: { set: 3 } }) { id }',
      ['email e', { email: 'e' }, { age: 3 }],
    ],
    [
      'updateBooks(where: { title: { equals: "t" } }, data: { title: "u" }) { count }',
      ['title equals t', { title: 'u', version: { increment: '1' } }],
    ],
    ['deleteAuthorByEmail(email: "e") { id }', 'email e'],
    ['deleteAuthors(where: {}) { count }', 'all'],
    [
      'createSale(data: { day: { connect: { id: 1 } }, shop: 1, number: 2 }) { id }',
      { shop: 1, number: 2, 'day.connect': ['id 1'] },
    ],
  ])('is read from %s', async (field, expected) => {
    const { changes, messages } = await read(field);
    expect(messages).toEqual([]);
    expect(changes.map(tellChange)).toEqual([expected]);
  });

  test.each([
    [`createBook(data: { ${book} }) { title }`, 'Argument "data": expected authorId or author, got none.'],
    [
      `createBook(data: { ${book}, authorId: 1, author: { connect: { id: 1 } } }) { title }`,
      'Argument "data": expected authorId or author, got both.',
    ],
    [
      'updateAuthor(id: 1, data: { bossId: 1, boss: { disconnect: true } }) { id }',
      'Argument "data": expected bossId or boss, got both.',
    ],
    [
      'createTag(data: { id: 1, authors: { create: { email: "e", tags: null } } }) { id }',
      'Field "tags" is not defined by type "AuthorCreateWithoutTagsInput".',
    ],
    [
      'createDay(data: { id: 1, sales: { create: { number: 2 } } }) { id }',
      'Argument "data.sales.create[0]": expected shop or book, got none.',
    ],
    [
      'createSale(data: { day: { connect: { id: 1 } }, shop: 1 }) { id }',
      'Argument "data": expected book together with day, got shop.',
    ],
    ['createSale(data: { shop: 1 }) { id }', 'Argument "data": expected number or book, got none.'],
    [
      'createAuthor(data: { email: "e", books: null }) { id }',
      'Argument "data.books": expected what happens to it, got null.',
    ],
    [
      'createAuthor(data: { email: "e", books: { create: null } }) { id }',
      'Argument "data.books.create": expected a list, got null.',
    ],
    [
      'createAuthor(data: { email: "e", bossId: "x" }) { id }',
      'Argument "data.bossId": expected a whole number from -2147483648 to 2147483647, without leading zeros, got "x".',
    ],
    [
      'createAuthor(data: { email: "e", books: { connect: [{ shop_number: { shop: 1, number: 1 } }, { shop_number: null }] } }) { id }',
      'must be non-null',
    ],
    [
      'updateAuthor(id: 1, data: { email: null }) { id }',
      'Argument "data.email": expected a string, got null.',
    ],
    [
      'updateBook(shop: 1, number: 2, data: { number: null }) { title }',
      'Argument "data.number": expected a whole number of 32 bits, got null.',
    ],
    ['updateAuthor(id: "x", data: {}) { id }', 'Argument "id": expected a whole number'],
    [
      'updateAuthor(id: 1, data: { books: { updateMany: { where: { title: null }, data: {} } } }) { id }',
      'Argument "data.books.updateMany[0].where.title": expected conditions, got null.',
    ],
    [
      'upsertAuthor(where: { id: "x" }, create: { email: "e" }, update: {}) { id }',
      'Argument "where.id": expected a whole number',
    ],
    [
      'createAuthors(data: [{ email: "1" }, { email: "2" }, { email: "3" }, { email: "4" }, { email: "5" }, { email: "6" }]) { id }',
      'Argument "data": expected at most 5 rows in the lists of one field, got 6.',
    ],
    [
      'createAuthor(data: { email: "e", staff: { connect: [{ id: 1 }, { id: 2 }, { id: 3 }] }, tags: { connect: [{ id: 1 }, { id: 2 }, { id: 3 }] } }) { id }',
      'Argument "data.tags.connect": expected at most 5 rows in the lists of one field, got 6.',
    ],
  ])('is refused by its path in %s', async (field, message) => {
    const { changes, messages } = await read(field);
    expect(changes).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
  });

  test('hangs on what a row must be still, by its version or else by when it was written', async () => {
    const since = '2026-11-22T13:45:00Z';
    const { changes } = await read(
      `a: updateAuthor(id: 1, data: {}, ifUnchangedSince: "${since}") { id }
      b: deleteBook(shop: 1, number: 2, ifVersion: "3") { title }
      c: deleteAuthor(id: 1, ifUnchangedSince: null) { id }`,
    );
    const conditions = changes.map((change) =>
      'unchanged' in change && change.unchanged
        ? { ...change.unchanged, field: change.unchanged.field.name }
        : undefined,
    );
    expect(conditions).toEqual([
      { field: 'changedAt', value: since, path: 'ifUnchangedSince' },
      { field: 'version', value: '3', path: 'ifVersion' },
      undefined,
    ]);
  });

  test('tells the path of every value', async () => {
    const { changes } = await read(
      `createAuthor(data: { email: "e", books: { create: [{ ${book} }] } }) { id }`,
    );
    const [change] = changes;
    const [create] = change?.kind === 'create' ? change.data.relations : [];
    expect(create?.path).toBe('data.books.create');
    const [row] = create?.operation === 'create' ? create.rows : [];
    expect(row?.path).toBe('data.books.create[0]');
    expect(row?.fields.map(({ path }) => path)).toEqual([
      'data.books.create[0].shop',
      'data.books.create[0].number',
      'data.books.create[0].title',
      'data.books.create[0]',
    ]);
  });
});
