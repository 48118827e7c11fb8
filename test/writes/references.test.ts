import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Person {
  id      Int    @id @default(autoincrement())
  code    Int    @unique
  wrote   Note[] @relation("Author")
  checked Note[] @relation("Editor")
}

model Note {
  id       Int     @id @default(autoincrement())
  authorId Int
  editor   Int?
  author   Person  @relation("Author", fields: [authorId], references: [id])
  /// @gather.hide
  checker  Person? @relation("Editor", fields: [editor], references: [code])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Person (id INT AUTO_INCREMENT PRIMARY KEY, code INT NOT NULL UNIQUE);
    CREATE TABLE Note (
      id INT AUTO_INCREMENT PRIMARY KEY, authorId INT NOT NULL, editor INT,
      FOREIGN KEY (authorId) REFERENCES Person (id), FOREIGN KEY (editor) REFERENCES Person (code));
    INSERT INTO Person (id, code) VALUES (1, 10), (2, 20)`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

test('A reference whose relation is hidden is written by its column, beside one that is given by its relation', async () => {
  const created = await gateway.query(
    'mutation { createNote(data: { editor: 20, author: { connect: { id: 1 } } }) { id } }',
  );
  expect(created.errors).toBeUndefined();
  const updated = await gateway.query(
    'mutation { updateNote(id: 1, data: { editor: null, author: { connect: { code: 20 } } }) { author { id } editor } }',
  );
  expect(updated.data).toEqual({ updateNote: { author: { id: '2' }, editor: null } });
});

test('A reference is counted up beside one that is given by its relation', async () => {
  const { data, errors } = await gateway.query(
    'mutation { updateNote(id: 1, data: { editor: { set: 10 }, author: { connect: { code: 20 } } }) { editor } second: updateNote(id: 1, data: { editor: { increment: 10 }, author: { connect: { id: 1 } } }) { author { id } editor } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ updateNote: { editor: 10 }, second: { author: { id: '1' }, editor: 20 } });
});
