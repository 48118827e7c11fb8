import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Folder {
  id   Int   @id
  docs Doc[]
}

model Doc {
  id       Int       @id @default(autoincrement())
  meta     Json?
  name     String?   @db.VarChar(40)
  day      DateTime? @db.Date
  instant  DateTime? @db.DateTime(3)
  fine     DateTime? @db.DateTime(6)
  folderId Int       @default(1)
  folder   Folder    @relation(fields: [folderId], references: [id])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Folder (id INT PRIMARY KEY);
    CREATE TABLE Doc (
      id INT AUTO_INCREMENT PRIMARY KEY, meta JSON, name VARCHAR(40), day DATE, instant DATETIME(3), fine DATETIME(6),
      folderId INT NOT NULL DEFAULT 1, FOREIGN KEY (folderId) REFERENCES Folder (id));
    INSERT INTO Folder VALUES (1);
    INSERT INTO Doc (id, name) VALUES (1, 'first')`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

/** Every way in which a document's field comes to be written. */
const writes: Readonly<Record<string, (data: string) => string>> = {
  create: (data) => `doc: createDoc(data: ${data}) { ...Fields }`,
  createMany: (data) => `docs: createDocs(data: [${data}]) { ...Fields }`,
  update: (data) => `doc: updateDoc(id: 1, data: ${data}) { ...Fields }`,
  updateMany: (data) => `updateDocs(where: { id: { equals: 1 } }, data: ${data}) { count }`,
  upsert: (data) => `doc: upsertDoc(where: { id: 1 }, create: {}, update: ${data}) { ...Fields }`,
  'nested create': (data) =>
    `folder: updateFolder(id: 1, data: { docs: { create: [${data}] } }) { docs(last: 1) { nodes { ...Fields } } }`,
  'nested createMany': (data) =>
    `folder: updateFolder(id: 1, data: { docs: { createMany: { data: [${data}] } } }) { docs(last: 1) { nodes { ...Fields } } }`,
  'nested update': (data) =>
    `folder: updateFolder(id: 1, data: { docs: { update: [{ where: { id: 1 }, data: ${data} }] } }) { docs(first: 1) { nodes { ...Fields } } }`,
};

/** Sends a document whose variables are JSON as it is written here. */
async function send(document: string, variables = '{}'): Promise<string> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query": ${JSON.stringify(document)}, "variables": ${variables}}`,
  });
  return response.text();
}

async function countRows(): Promise<unknown> {
  return await database.connection.query('SELECT COUNT(*), MAX(id), MAX(day), MAX(name) FROM Doc');
}

describe.each(Object.entries(writes))('By %s', (_, write) => {
  test.each([
    '{"__proto__":{"a":1}}',
    '{"a":{"__proto__":null}}',
    '[{"__proto__":[{"__proto__":1}]}]',
    '{"constructor":{"prototype":1}}',
    '{"toJSON":1}',
    '{"$type":"DateTime","value":"x"}',
    '{"set":1}',
    '{"a":[],"b":{},"c":"","d":[null,[0.1,-1e-7]],"e":"\\u0000 \\u2028 \\ud83d\\ude00"}',
    '"text"',
    '0',
    'false',
  ])('JSON is stored and read back as it was given: %s', async (json) => {
    const written = JSON.stringify(JSON.parse(json));
    const field = write('{ meta: $meta }');
    const tells = field.includes('...Fields');
    const fragment = tells ? 'fragment Fields on Doc { meta }' : '';
    const answer = await send(`mutation($meta: JSON) { ${field} } ${fragment}`, `{"meta": ${json}}`);
    expect(normalize(answer)).toContain(tells ? `"meta":${written}` : '"count":1');
    const stored: { readonly meta: unknown }[] = await database.connection.query(
      'SELECT meta FROM Doc WHERE meta IS NOT NULL ORDER BY id = 1 DESC, id DESC LIMIT 2',
    );
    expect(stored.map(({ meta }) => JSON.stringify(meta))).toContain(written);
  });

  test.each<[data: string, variables: string, message: string]>([
    [
      '{ meta: $v }',
      '{"v": {"a": [1, 1e400]}}',
      'Argument \\"#.meta.a[1]\\": expected a number of at most 1.7976931348623157e+308, got Infinity.',
    ],
    [
      '{ meta: { a: [1, -1e400] } }',
      '{}',
      'Argument \\"#.meta.a[1]\\": expected a number of at most 1.7976931348623157e+308, got -Infinity.',
    ],
    [
      '{ meta: $v }',
      '{"v": {"a": "x\\ud800"}}',
      'Argument \\"#.meta.a\\": expected a string without lone surrogates',
    ],
    [
      '{ meta: $v }',
      '{"v": [{"\\udc00": 1}]}',
      'Argument \\"#.meta[0]\\": expected keys without lone surrogates',
    ],
    ['{ name: $v }', '{"v": "x\\ud800"}', 'Argument \\"#.name\\": expected a string without lone surrogates'],
    ['{ day: $v }', '{"v": "0000-01-01"}', 'Date: expected a date such as 2026-11-22'],
    ['{ instant: $v }', '{"v": "0000-01-01T00:00:00Z"}', 'DateTime: expected an RFC 3339 date-time'],
    ['{ fine: $v }', '{"v": "0001-01-01T00:00:00+01:00"}', 'DateTime: expected an RFC 3339 date-time'],
  ])(
    'what cannot be stored is refused before anything is written: %s with %s',
    async (data, variables, message) => {
      const before = await countRows();
      const type = /day/.test(data)
        ? 'Date'
        : /instant|fine/.test(data)
          ? 'DateTime'
          : /name/.test(data)
            ? 'String'
            : 'JSON';
      const written = write(data);
      const head = data.includes('$v') ? `mutation($v: ${type})` : 'mutation';
      const fragment = written.includes('...Fields') ? 'fragment Fields on Doc { id }' : '';
      const answer = await send(`${head} { ${written} } ${fragment}`, variables);
      const [start = '', end = ''] = message.split('#');
      expect(answer).toContain(start);
      expect(answer).toContain(end);
      expect(answer).toContain('"code":"BAD_USER_INPUT"');
      expect(await countRows()).toEqual(before);
    },
  );
});

/** Old dates are as near to the values by which finer ones go through Prisma as can be. */
test('The oldest dates are written beside the finest', async () => {
  const { data, errors } = await gateway.query(`mutation { createDoc(data: {
    day: "0101-01-01", instant: "0101-01-01T00:00:00.000Z", fine: "2026-11-22T13:45:00.123456Z"
  }) { day instant fine } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    createDoc: {
      day: '0101-01-01',
      instant: '0101-01-01T00:00:00.000Z',
      fine: '2026-11-22T13:45:00.123456Z',
    },
  });
});

test('A pattern with a lone surrogate, which the database would be asked for as another text, is refused', async () => {
  const { errors } = await gateway.query(
    'query($v: String) { docs(where: { name: { contains: $v } }) { totalCount } }',
    {
      v: '\ud800',
    },
  );
  expect(errors?.[0]?.message).toBe(
    'Argument "where.name.contains": expected a string without lone surrogates, got "\\ud800".',
  );
});

/** JSON.parse and JSON.stringify keep every key, and write each value in one way. */
function normalize(answer: string): string {
  return JSON.stringify(JSON.parse(answer));
}
