import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, seededDatabaseUrl } from '../../support/database.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { id, modelDocument, readModels, relation, scalar } from '../../support/models.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openTestGateway({ databaseUrl: seededDatabaseUrl() });
});

afterAll(() => gateway[Symbol.asyncDispose]());

/** What the log says of indexes while the document is answered. */
async function warningsOf(document: string, asked = gateway): Promise<readonly unknown[]> {
  const before = asked.lines.length;
  const { errors } = await asked.query(document);
  expect(errors).toBeUndefined();
  return asked.lines
    .slice(before)
    .map(({ msg }) => String(msg))
    .filter((message) => message.includes('index'));
}

test.each([
  [
    'an ordering of all rows',
    '{ posts(first: 1, orderBy: [{ title: desc }, { createdAt: asc }]) { nodes { id } } }',
    'No index serves ordering by title, createdAt of Post: add @@index([title(sort: Desc), createdAt]) to the model, and the index to the table',
  ],
  [
    'an ordering of the rows of each parent',
    '{ users(first: 1) { nodes { posts(first: 1, orderBy: [{ createdAt: desc }]) { nodes { id } } } } }',
    'No index serves finding by authorId and ordering by createdAt of Post: add @@index([authorId, createdAt(sort: Desc)]) to the model, and the index to the table',
  ],
  [
    'a condition that no other narrows',
    '{ users(where: { bio: { startsWith: "x" }, name: { contains: "a" } }) { nodes { id } } }',
    'No index serves filtering by bio of User: add @@index([bio]) to the model, and the index to the table',
  ],
  [
    'a count',
    '{ comments(where: { createdAt: { lt: "2020-01-01T00:00:00Z" } }) { totalCount } }',
    'No index serves filtering by createdAt of Comment: add @@index([createdAt]) to the model, and the index to the table',
  ],
  [
    'a condition on related rows',
    '{ comments(where: { post: { is: { title: { equals: "x" } } } }) { nodes { id } } }',
    'No index serves filtering by title of Post: add @@index([title]) to the model, and the index to the table',
  ],
  [
    'an alternative',
    '{ users(where: { OR: [{ id: { equals: "1" } }, { role: { equals: ADMIN } }] }) { nodes { id } } }',
    'No index serves filtering by role of User: add @@index([role]) to the model, and the index to the table',
  ],
  [
    'a text within many',
    '{ comments(where: { body: { contains: "x" } }) { nodes { id } } }',
    expect.stringMatching(
      /^No index serves filtering by body of Comment: contains reads all of its about [\d,]+ rows\. A FULLTEXT index on body would find words, but it is not used for contains$/,
    ),
  ],
  [
    'an ordering of many rows by related ones',
    '{ comments(first: 1, orderBy: [{ author: { name: asc } }]) { nodes { id } } }',
    expect.stringMatching(
      /^No index serves ordering by author\.name of Comment: all of its about [\d,]+ rows are sorted\. \/\/\/ @gather\.noOrder above author leaves this order out$/,
    ),
  ],
  [
    'a write',
    'mutation { updateUsers(where: { updatedAt: { lt: "1990-01-01T00:00:00Z" } }, data: { bio: "x" }) { count } }',
    'No index serves filtering by updatedAt of User: add @@index([updatedAt]) to the model, and the index to the table',
  ],
])('Gateway names the index that is missing for %s, once', async (_, document, message) => {
  expect(await warningsOf(document)).toEqual([message]);
  expect(await warningsOf(document)).toEqual([]);
});

test.each([
  '{ users { nodes { posts { nodes { author { id } } } reports(last: 1) { totalCount } } } }',
  '{ memberships(first: 1, where: { team: { is: { slug: { equals: "x" } } } }) { nodes { role } } }',
  '{ users(orderBy: [{ email: desc }], where: { posts: { some: { comments: { none: {} } } } }) { nodes { id } } }',
  '{ posts(where: { authorId: { equals: "1" }, title: { equals: "x" } }) { nodes { id } } }',
  '{ posts(where: { title: { equals: "x" }, author: { is: { email: { equals: "x" } } } }) { nodes { id } } }',
  '{ users(where: { name: { contains: "x" } }, orderBy: [{ posts: { count: desc } }]) { nodes { id } } }',
])('Gateway says nothing where an index serves: %s', async (document) => {
  expect(await warningsOf(document)).toEqual([]);
});

test('Gateway names the ordering that is missing of an index that finds the rows', async () => {
  await using database = await openTestDatabase('nothing');
  await database.connection.query('CREATE TABLE Room (id INT PRIMARY KEY)');
  await database.connection.query('INSERT INTO Room VALUES (1)');
  await database.connection.query(
    'CREATE TABLE Stay (id INT PRIMARY KEY, roomId INT NOT NULL, nights INT NOT NULL, INDEX (roomId, nights))',
  );
  const to = { relationFromFields: ['roomId'], relationToFields: ['id'] };
  const models = readModels([
    modelDocument('Room', [id, relation('stays', 'Stay', 'RoomStays', { isList: true })]),
    modelDocument('Stay', [
      id,
      scalar('roomId', 'Int'),
      scalar('nights', 'Int'),
      relation('room', 'Room', 'RoomStays', to),
    ]),
  ]);
  await using own = await openTestGateway({ databaseUrl: database.url, models });
  expect(await warningsOf('{ room(id: 1) { stays { nodes { id } } } }', own)).toEqual([
    'No index serves finding by roomId and ordering by id of Stay: add @@index([roomId]) to the model, and the index to the table',
  ]);
});
