import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { readOwnModels } from '../../support/own-models.ts';

const schema = `
model Shelf {
  code String @id @db.VarChar(20)
  docs Doc[]
}

model Doc {
  id      String @id @db.VarChar(20)
  shelfId String @db.VarChar(20)
  shelf   Shelf  @relation(fields: [shelfId], references: [code])
  body    Json?
  old     Json?
}
`;

/** As programs write them: with escapes, numbers of several forms, members in any order. */
const rows: readonly (readonly [id: string, shelf: string, body: string | null])[] = [
  ['nothing', 'A-1', null],
  ['json-null', 'A-1', 'null'],
  ['one', 'A-1', '1'],
  ['one-point', 'A-1', '1.0'],
  ['text-one', 'A-1', '"1"'],
  ['true', 'A-1', 'true'],
  ['coffee', 'A-2', '"caf\\u00e9 au lait"'],
  ['percent', 'A-2', '"100%_!\\\\"'],
  ['list', 'A-2', '[1, "two", [3], {"n": 4.0, "m": null}]'],
  ['author', 'A-2', '{"name": "Zo\\u00eb", "tags": ["a\\/b", "c"], "age": 4.50, "home": null}'],
  ['writer', 'B_1', '{"age":4.5,"home":null,"tags":["a/b","c"],"name":"Zoë"}'],
  ['odd', 'B_1', '{"two words": {"\\"q\\"": 1}, "a.b": [0], "": 2}'],
];

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  const { connection, url } = database;
  await connection.query(`
    CREATE TABLE Shelf (code VARCHAR(20) PRIMARY KEY);
    CREATE TABLE Doc (
      id VARCHAR(20) PRIMARY KEY, shelfId VARCHAR(20) NOT NULL, body JSON,
      old LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
      FOREIGN KEY (shelfId) REFERENCES Shelf (code))`);
  await connection.batch('INSERT INTO Shelf VALUES (?)', [['A-1'], ['A-2'], ['B_1'], ['empty']]);
  await connection.batch(
    'INSERT INTO Doc VALUES (?, ?, ?, ?)',
    rows.map(([id, shelf, body]) => [id, shelf, body, body]),
  );
  await connection.query("INSERT INTO Doc VALUES ('broken', 'B_1', NULL, '{no json')");
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: url, models }));
});

afterAll(() => opened.disposeAsync());

/** The ids of the documents that meet a condition, in the order of the rows above. */
async function find(where: unknown): Promise<readonly string[]> {
  const answer = await gateway.query(
    'query ($where: DocWhere) { docs(where: $where, first: 100) { totalCount nodes { id } } }',
    { where },
  );
  expect(answer.errors).toBeUndefined();
  const { docs } = answer.data as { docs: { totalCount: number; nodes: { id: string }[] } };
  expect(docs.totalCount).toBe(docs.nodes.length);
  const found = docs.nodes.map(({ id }) => id);
  return rows.map(([id]) => id).filter((id) => found.includes(id));
}

const present = rows.map(([id]) => id).filter((id) => id !== 'nothing' && id !== 'json-null');
const without = (...ids: readonly string[]): readonly string[] => present.filter((id) => !ids.includes(id));

describe.each(['body', 'old'])('A condition on the JSON in %s', (column) => {
  test.each<[demand: object, found: readonly string[]]>([
    [{ equals: 1 }, ['one', 'one-point']],
    [{ not: 1 }, without('one', 'one-point')],
    [{ equals: '1' }, ['text-one']],
    [{ equals: true }, ['true']],
    [{ equals: 'café au lait' }, ['coffee']],
    [{ equals: 'Café au lait' }, []],
    [{ equals: { tags: ['a/b', 'c'], age: 4.5, home: null, name: 'Zoë' } }, ['author', 'writer']],
    [{ equals: { tags: ['c', 'a/b'], age: 4.5, home: null, name: 'Zoë' } }, []],
    [{ equals: [1, 'two', [3], { m: null, n: 4 }] }, ['list']],
    // A client is shown null for both.
    [{ equals: null }, ['nothing', 'json-null']],
    [{ not: null }, present],
    [{ path: '$.name', equals: 'Zoë' }, ['author', 'writer']],
    [{ path: '$.age', equals: 4.5 }, ['author', 'writer']],
    [{ path: '$.tags[1]', equals: 'c' }, ['author', 'writer']],
    [{ path: '$[3].n', equals: 4 }, ['list']],
    [{ path: '$[3].m', equals: null, not: null }, []],
    [{ path: '$.home', not: null }, []],
    [{ path: '$.name', not: 'Ada' }, ['author', 'writer']],
    [{ path: '$.name', not: null }, ['author', 'writer']],
    [{ path: '$."two words"."\\"q\\""', equals: 1 }, ['odd']],
    [{ path: '$."a.b"[0]', equals: 0 }, ['odd']],
    [{ path: '$.a.b[0]', equals: 0 }, []],
    [{ path: '$.""', equals: 2 }, ['odd']],
    [{ string_contains: 'fé' }, ['coffee']],
    [{ string_starts_with: 'caf' }, ['coffee']],
    [{ string_starts_with: 'CAF' }, []],
    [{ string_ends_with: '%_!\\' }, ['percent']],
    [{ string_contains: '0_' }, []],
    [{ string_contains: '' }, ['text-one', 'coffee', 'percent']],
    [{ path: '$.tags[0]', string_contains: '/' }, ['author', 'writer']],
    [{ array_contains: 'two' }, ['list']],
    [{ array_contains: ['two', 1] }, ['list']],
    [{ array_contains: ['two', 5] }, []],
    [{ array_contains: { n: 4 } }, ['list']],
    [{ array_contains: [[3]] }, ['list']],
    [{ path: '$.tags', array_contains: 'a/b' }, ['author', 'writer']],
    [{ path: '$.name', array_contains: 'Zoë' }, []],
    [{ path: '$.age' }, ['nothing', 'json-null', ...present]],
  ])('%j finds %j', async (demand, found) => {
    expect(await find({ [column]: demand })).toEqual(found);
  });

  test('is unknown where the value is null, and false where it is of another type', async () => {
    expect(await find({ NOT: [{ [column]: { equals: 1 } }] })).toEqual(without('one', 'one-point'));
    expect(await find({ NOT: [{ [column]: { string_contains: 'fé' } }] })).toEqual(without('coffee'));
    expect(await find({ NOT: [{ [column]: { array_contains: 1 } }] })).toEqual(without('list'));
    expect(await find({ NOT: [{ [column]: { equals: null } }] })).toEqual(present);
    const within = { [column]: { path: '$.name', equals: 'Ada' } };
    expect(await find({ NOT: [within] })).toEqual(['author', 'writer']);
  });
});

describe('A condition on JSON', () => {
  test('is one of a document, with its variables within', async () => {
    const { data } = await gateway.query(
      'query ($n: JSON) { docs(where: { body: { path: "$[3]", equals: { n: $n, m: null } } }) { nodes { id } } }',
      { n: 4 },
    );
    expect(data).toEqual({ docs: { nodes: [{ id: 'list' }] } });
  });

  test('holds of related rows, and of those that a mutation writes', async () => {
    const shelves = await gateway.query(
      '{ shelves(where: { docs: { some: { body: { path: "$.name", equals: "Zoë" } } } }) { nodes { code } } }',
    );
    expect(shelves.data).toEqual({ shelves: { nodes: [{ code: 'A-2' }, { code: 'B_1' }] } });
    const docs = await gateway.query(
      '{ shelf(code: "A-2") { docs(where: { body: { string_starts_with: "caf" } }) { nodes { id } } } }',
    );
    expect(docs.data).toEqual({ shelf: { docs: { nodes: [{ id: 'coffee' }] } } });
    const written = await gateway.query(`mutation {
      updateDocs(where: { body: { path: "$.age", equals: 4.5 } }, data: { body: { age: 5 } }) { count }
      deleteDocs(where: { body: { equals: { age: 5 } }, id: { equals: "none" } }) { count }
      undone: updateDoc(id: "none", data: { body: 1 }) { id }
    }`);
    expect(written.errors?.map(({ extensions }) => extensions.code)).toContain('NOT_FOUND');
    const committed = await gateway.query(`mutation {
      createDoc(data: { id: "new", shelfId: "empty", body: { deep: [{ n: 1 }] } }) { id }
      updateDocs(where: { body: { path: "$.deep[0].n", equals: 1 } }, data: { body: { deep: 2 } }) { count }
      deleteDocs(where: { body: { equals: { deep: 2 } } }) { count }
    }`);
    expect(committed).toMatchObject({
      errors: undefined,
      data: { createDoc: { id: 'new' }, updateDocs: { count: 1 }, deleteDocs: { count: 1 } },
    });
  });

  test.each(["$') OR 1=1 -- ", '$.name OR TRUE', '$.*', '$**', '$[last]', 'name'])(
    'takes %j for no path',
    async (path) => {
      const { errors } = await gateway.query(
        'query ($path: String) { docs(where: { body: { path: $path, equals: 1 } }) { nodes { id } } }',
        { path },
      );
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining(
            'Argument "where.body.path": expected a path such as $.name',
          ) as unknown,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    },
  );

  test('of as many parts as are taken is answered, many times at once', async () => {
    const parts = Array.from({ length: 1_000 }, (_, index) => ({
      body: { path: `$.n${index}`, not: { a: index } },
    }));
    const where = { OR: [...parts, { body: { path: '$.age', equals: 4.5 } }] };
    const answers = await Promise.all(Array.from({ length: 4 }, () => find(where)));
    expect(answers).toEqual(answers.map(() => ['author', 'writer']));
    const many = await Promise.all(rows.map((_, index) => find({ body: { equals: index } })));
    expect(many.flat()).toEqual(['one', 'one-point']);
  });

  test('is not offered where Prisma would meet it, within a write', async () => {
    const { data } = await gateway.query('{ __type(name: "DocScalarWhere") { inputFields { name } } }');
    expect(JSON.stringify(data)).not.toContain('body');
    expect(JSON.stringify(data)).toContain('shelfId');
  });
});

describe('A key that is text, and what refers to it', () => {
  test('takes patterns', async () => {
    const { data } = await gateway.query(`{
      shelves(where: { code: { startsWith: "A-" } }) { nodes { code } }
      literal: shelves(where: { code: { contains: "_" } }) { nodes { code } }
      docs(where: { shelfId: { endsWith: "_1" }, id: { contains: "rit" } }) { nodes { id } }
      none: shelves(where: { docs: { none: { id: { startsWith: "o" } } } }) { nodes { code } }
    }`);
    expect(data).toEqual({
      shelves: { nodes: [{ code: 'A-1' }, { code: 'A-2' }] },
      literal: { nodes: [{ code: 'B_1' }] },
      docs: { nodes: [{ id: 'writer' }] },
      none: { nodes: [{ code: 'A-2' }, { code: 'empty' }] },
    });
  });

  test('takes them in the conditions of nested writes', async () => {
    const { data, errors } = await gateway.query(`mutation {
      createShelf(data: { code: "Z", docs: { create: [{ id: "z_1" }, { id: "zx1" }] } }) { code }
      updateShelf(code: "Z", data: { docs: { deleteMany: [{ id: { startsWith: "z_" } }] } }) {
        docs { nodes { id } }
      }
      deleteDoc(id: "zx1") { id }
      deleteShelf(code: "Z") { code }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ updateShelf: { docs: { nodes: [{ id: 'zx1' }] } } });
  });
});
