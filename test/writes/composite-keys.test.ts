import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Owner {
  id      Int      @id
  squares Square[]
  parcels Parcel[]
}

model Square {
  row     Int
  column  Int    @map("col")
  plays   Int    @default(0)
  ownerId Int?
  owner   Owner? @relation(fields: [ownerId], references: [id])

  @@id([row, column])
}

model Parcel {
  street  String @db.VarChar(20)
  number  Int
  plays   Int    @default(0)
  ownerId Int?
  owner   Owner? @relation(fields: [ownerId], references: [id])

  @@unique([street, number])
}
`;

let opened: AsyncDisposableStack;
let database: TestDatabase;
let gateway: TestGateway;

beforeEach(async () => {
  opened = new AsyncDisposableStack();
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Owner (id INT PRIMARY KEY);
    CREATE TABLE Square (
      \`row\` INT, col INT, plays INT NOT NULL DEFAULT 0, ownerId INT, PRIMARY KEY (\`row\`, col),
      FOREIGN KEY (ownerId) REFERENCES Owner (id));
    CREATE TABLE Parcel (
      street VARCHAR(20) NOT NULL, number INT NOT NULL, plays INT NOT NULL DEFAULT 0, ownerId INT,
      UNIQUE KEY (street, number), FOREIGN KEY (ownerId) REFERENCES Owner (id));
    INSERT INTO Owner VALUES (1), (2);
    INSERT INTO Square VALUES (1, 1, 0, 1), (1, 2, 0, 2), (2, 1, 0, 2), (2, 2, 0, 1);
    INSERT INTO Parcel VALUES ('a', 1, 0, 1), ('a', 2, 0, 2), ('b', 1, 0, 2), ('b', 2, 0, 1)`);
  const models = await readOwnModels(schema);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterEach(() => opened.disposeAsync());

async function readRows(table: string): Promise<readonly string[]> {
  const sql = `SELECT * FROM ${table} ORDER BY 1, 2`;
  const rows: unknown[][] = await database.connection.query({ sql, rowsAsArray: true });
  return rows.map((row) => row.join('/'));
}

// The rows of the other owner, (1, 2) and (2, 1), are made of parts that those of this one have too.
describe('A write to several rows whose keys have several columns', () => {
  test.each<[operations: string, squares: readonly string[]]>([
    ['{ set: [] }', ['1/1/0/', '1/2/0/2', '2/1/0/2', '2/2/0/']],
    [
      '{ updateMany: { where: {}, data: { plays: { set: 5 } } } }',
      ['1/1/5/1', '1/2/0/2', '2/1/0/2', '2/2/5/1'],
    ],
    [
      '{ updateMany: { where: { plays: { in: [0, 1] } }, data: { plays: { increment: 5 } } } }',
      ['1/1/5/1', '1/2/0/2', '2/1/0/2', '2/2/5/1'],
    ],
    ['{ deleteMany: {} }', ['1/2/0/2', '2/1/0/2']],
    ['{ deleteMany: { plays: { in: [0, 1] } } }', ['1/2/0/2', '2/1/0/2']],
    ['{ deleteMany: { plays: { gt: 0 } } }', ['1/1/0/1', '1/2/0/2', '2/1/0/2', '2/2/0/1']],
  ])('leaves the rows of others alone: %s', async (operations, squares) => {
    const { errors } = await gateway.query(
      `mutation { updateOwner(id: 1, data: { squares: ${operations}, parcels: ${operations} }) { id } }`,
    );
    expect(errors).toBeUndefined();
    expect(await readRows('Square')).toEqual(squares);
    const parcels = squares.map((row) => row.replace(/^1/, 'a').replace(/^2/, 'b'));
    expect(await readRows('Parcel')).toEqual(parcels);
  });
});
