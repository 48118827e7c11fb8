import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { holdRows } from '../support/held-rows.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Person {
  id    Int     @id
  name  String  @db.VarChar(20)
  age   Int     @default(0)
  notes Note[]
}

model Note {
  id       Int    @id
  text     String @db.VarChar(20)
  personId Int
  person   Person @relation(fields: [personId], references: [id])

  @@index([personId])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Person (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, age INT NOT NULL DEFAULT 0);
    CREATE TABLE Note (id INT PRIMARY KEY, text VARCHAR(20) NOT NULL, personId INT NOT NULL,
      KEY (personId), FOREIGN KEY (personId) REFERENCES Person (id))`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

beforeEach(async () => {
  await database.connection.query(`
    DELETE FROM Note; DELETE FROM Person;
    INSERT INTO Person (id, name) VALUES (1, 'Ada'), (2, 'Bao'), (3, 'Ada'), (4, 'Bao');
    INSERT INTO Note VALUES (1, 'a', 1), (2, 'b', 1), (3, 'a', 2), (4, 'b', 3)`);
});

const readAges = async (): Promise<unknown> =>
  (await database.connection.query<{ age: number }[]>('SELECT age FROM Person ORDER BY id')).map(
    ({ age }) => age,
  );

describe('Write by a filter', () => {
  test.each([
    [
      'updates',
      'updatePeople(where: { name: { equals: "Ada" } }, data: { age: { increment: 1 } }) { count }',
      2,
    ],
    ['deletes', 'deletePeople(where: { name: { startsWith: "Z" } }) { count }', 0],
    [
      'updates by related rows',
      'updatePeople(where: { notes: { none: {} } }, data: { age: { set: 5 } }) { count }',
      1,
    ],
    [
      'updates below a row',
      'updatePerson(id: 1, data: { notes: { updateMany: [{ where: { text: { equals: "a" } }, data: { text: "c" } }] } }) { id }',
      undefined,
    ],
  ])('%s without waiting for rows that do not match', async (_, field, count) => {
    await using held = await holdRows(
      database,
      "UPDATE Person SET age = 9 WHERE id = 2; UPDATE Note SET text = 'held' WHERE id = 2",
    );
    const { data, errors } = await gateway.query(`mutation { written: ${field} }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ written: count === undefined ? { id: '1' } : { count } });
    await held.letGo();
  });

  test('leaves out a row that comes to match, and one that ceases to, until it has the lock', async () => {
    await using held = await holdRows(
      database,
      "UPDATE Person SET name = 'Eva' WHERE id = 3; UPDATE Person SET name = 'Ada' WHERE id = 4; INSERT INTO Person (id, name) VALUES (5, 'Ada')",
    );
    const writing = gateway.query(
      'mutation { updatePeople(where: { name: { equals: "Ada" } }, data: { age: { set: 7 } }) { count } }',
    );
    await held.waitForWriters(1);
    await held.commit();
    expect((await writing).data).toEqual({ updatePeople: { count: 1 } });
    expect(await readAges()).toEqual([7, 0, 0, 0, 0]);
  });

  test('of two counters counts each row twice', async () => {
    const count =
      'mutation { updatePeople(where: { age: { lt: 100 } }, data: { age: { increment: 1 } }) { count } }';
    const answers = await Promise.all([gateway.query(count), gateway.query(count)]);
    expect(answers.map(({ data }) => data)).toEqual([
      { updatePeople: { count: 4 } },
      { updatePeople: { count: 4 } },
    ]);
    expect(await readAges()).toEqual([2, 2, 2, 2]);
  });

  test('sees the writes of its own document', async () => {
    const { data } = await gateway.query(`mutation {
      first: updatePeople(where: { name: { equals: "Ada" } }, data: { name: "Eva" }) { count }
      second: updatePeople(where: { name: { equals: "Eva" } }, data: { age: { set: 3 } }) { count }
      third: deletePeople(where: { age: { equals: 3 }, notes: { none: {} } }) { count }
    }`);
    expect(data).toEqual({ first: { count: 2 }, second: { count: 2 }, third: { count: 0 } });
  });
});
