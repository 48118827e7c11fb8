import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Guild {
  id    BigInt @id
  name  String
  chats Chat[]
}

model Chat {
  id      BigInt   @id
  guildId BigInt?
  guild   Guild?   @relation(fields: [guildId], references: [id])
  pay     Decimal? @db.Decimal(30, 10)
  seen    BigInt?
}

model Seat {
  row    BigInt
  number BigInt
  taken  Boolean @default(false)
  @@id([row, number])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;
let before: readonly unknown[];

/** Both are 9007199254740992 to a JSON reader, which is the id of the other row. */
const odd = '9007199254740993';
const even = '9007199254740992';

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Guild (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TABLE Chat (
      id BIGINT PRIMARY KEY, guildId BIGINT, pay DECIMAL(30, 10), seen BIGINT,
      FOREIGN KEY (guildId) REFERENCES Guild (id));
    CREATE TABLE Seat (\`row\` BIGINT, number BIGINT, taken TINYINT(1) NOT NULL DEFAULT 0, PRIMARY KEY (\`row\`, number));
    INSERT INTO Guild VALUES (${even}, 'even'), (${odd}, 'odd');
    INSERT INTO Chat (id) VALUES (${even}), (${odd});
    INSERT INTO Seat (\`row\`, number) VALUES (${even}, ${even}), (${odd}, ${odd})`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
  before = await readTables();
});

afterAll(() => opened.disposeAsync());

async function readTables(): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const table of ['Guild', 'Chat', 'Seat'])
    rows.push(await database.connection.query(`SELECT * FROM ${table}`));
  return rows;
}

/** Sends a document with the odd number as JSON writes a number, which `JSON.stringify` cannot. */
async function send(document: string, variables: string): Promise<unknown> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query": ${JSON.stringify(document)}, "variables": ${variables}}`,
  });
  return response.json();
}

describe('A number in variables that JSON cannot hold is refused', () => {
  const asId = `{"n": ${odd}}`;
  test.each<[document: string, variables: string]>([
    ['query($n: ID!) { guild(id: $n) { name } }', asId],
    ['query($n: ID!) { guildsById(ids: [$n]) { name } }', asId],
    ['query($n: [ID!]!) { guildsById(ids: $n) { name } }', `{"n": ["1", ${odd}]}`],
    ['query($n: ID) { guilds(where: { id: { equals: $n } }) { totalCount } }', asId],
    ['query($n: [ID!]) { guilds(where: { id: { notIn: $n } }) { totalCount } }', `{"n": [${odd}]}`],
    [
      'query($n: GuildWhere) { guilds(where: $n) { totalCount } }',
      `{"n": {"NOT": [{"id": {"gt": ${odd}}}]}}`,
    ],
    ['query($n: BigInt!) { seat(row: $n, number: 1) { taken } }', asId],
    ['query($n: [SeatKey!]!) { seatsById(ids: $n) { taken } }', `{"n": [{"row": ${odd}, "number": 1}]}`],
    ['query($n: BigInt) { chats(where: { seen: { lt: $n } }) { totalCount } }', asId],
    ['query($n: Decimal) { chats(where: { pay: { lt: $n } }) { totalCount } }', asId],
    ['query($n: Decimal) { chats(where: { pay: { lt: $n } }) { totalCount } }', '{"n": 0.1234567890123456}'],
    ['query($n: ID) { guilds(where: { id: { equals: $n } }) { totalCount } }', '{"n": 1e30}'],
    ['query($n: ID) { guilds(where: { id: { equals: $n } }) { totalCount } }', '{"n": 1.5}'],
    ['mutation($n: ID!) { deleteGuild(id: $n) { name } }', asId],
    ['mutation($n: ID!) { updateGuild(id: $n, data: { name: "x" }) { name } }', asId],
    ['mutation($n: ID!) { createGuild(data: { id: $n, name: "x" }) { id } }', asId],
    [
      'mutation($n: [GuildCreateManyInput!]!) { createGuilds(data: $n) { id } }',
      `{"n": [{"id": ${odd}, "name": "x"}]}`,
    ],
    ['mutation($n: ID!) { updateGuilds(where: { id: { in: [$n] } }, data: { name: "x" }) { count } }', asId],
    [
      'mutation($n: GuildUnique!) { upsertGuild(where: $n, create: { id: 1, name: "x" }, update: {}) { id } }',
      `{"n": {"id": ${odd}}}`,
    ],
    [
      'mutation($n: ChatUpdateInput!) { updateChat(id: 1, data: $n) { id } }',
      `{"n": {"guild": {"connect": {"id": ${odd}}}}}`,
    ],
    ['mutation($n: ChatUpdateInput!) { updateChat(id: 1, data: $n) { id } }', `{"n": {"guildId": ${odd}}}`],
    [
      'mutation($n: ChatUpdateInput!) { updateChat(id: 1, data: $n) { id } }',
      `{"n": {"seen": {"increment": ${odd}}}}`,
    ],
    [
      'mutation($n: ChatUpdateInput!) { updateChat(id: 1, data: $n) { id } }',
      `{"n": {"pay": {"set": ${odd}}}}`,
    ],
    [
      'mutation($n: SeatUnique!) { upsertSeat(where: $n, create: { row: 1, number: 1 }, update: {}) { row } }',
      `{"n": {"row_number": {"row": ${odd}, "number": 1}}}`,
    ],
  ])('%s with %s', async (document, variables) => {
    expect(await send(document, variables)).toMatchObject({
      errors: [
        { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringMatching(/ID|BigInt|Decimal/) },
      ],
    });
    expect(await readTables()).toEqual(before);
  });
});

test('A number that JSON holds exactly, and the digits of any number in the document, name their row', async () => {
  const sentence =
    'ID: expected a string, or a whole number from -9007199254740991 to 9007199254740991, got 9007199254740992';
  expect(await send('query($n: ID!) { guild(id: $n) { name } }', `{"n": ${odd}}`)).toMatchObject({
    errors: [{ message: expect.stringContaining(sentence) }],
  });
  expect(await send(`{ guild(id: ${odd}) { name } }`, '{}')).toEqual({ data: { guild: { name: 'odd' } } });
  expect(await send(`query($n: ID! = ${odd}) { guildsById(ids: [$n]) { name } }`, '{}')).toEqual({
    data: { guildsById: [{ name: 'odd' }] },
  });
  expect(await send('query($n: ID!) { guild(id: $n) { name } }', '{"n": 9007199254740991}')).toEqual({
    data: { guild: null },
  });
  const pays = '{"n": [0.1, 12345.67890, 9007199254740991, 123456789012.345]}';
  expect(
    await send('query($n: [Decimal!]) { chats(where: { pay: { in: $n } }) { totalCount } }', pays),
  ).toEqual({
    data: { chats: { totalCount: 0 } },
  });
});
