import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { readOwnModels } from '../support/own-models.ts';

const schema = `
model Owner {
  id       Int       @id
  accounts Account[]
}

model Account {
  id      Int   @id
  balance Int?
  ownerId Int
  owner   Owner @relation(fields: [ownerId], references: [id])
}
`;

const opened = new AsyncDisposableStack();
let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  const models = await readOwnModels(schema);
  database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(`
    CREATE TABLE Owner (id INT NOT NULL PRIMARY KEY);
    CREATE TABLE Account (id INT NOT NULL PRIMARY KEY, balance INT, ownerId INT NOT NULL,
      FOREIGN KEY (ownerId) REFERENCES Owner (id));
    INSERT INTO Owner VALUES (1);
    INSERT INTO Account VALUES (1, 10, 1)`);
  gateway = opened.use(await openTestGateway({ databaseUrl: database.url, models }));
});

afterAll(() => opened.disposeAsync());

async function readBalances(): Promise<unknown> {
  const rows = await database.connection.query<{ balance: number }[]>('SELECT balance FROM Account');
  return rows.map(({ balance }) => balance);
}

describe('Division by zero', () => {
  test.each([
    ['updateAccount', 'mutation { updateAccount(id: 1, data: { balance: { divide: 0 } }) { id } }'],
    ['updateAccounts', 'mutation { updateAccounts(where: {}, data: { balance: { divide: 0 } }) { count } }'],
    [
      'upsertAccount',
      'mutation { upsertAccount(where: { id: 1 }, create: { id: 1, owner: { connect: { id: 1 } } }, update: { balance: { divide: 0 } }) { id } }',
    ],
    [
      'a nested update',
      'mutation { updateOwner(id: 1, data: { accounts: { update: [{ where: { id: 1 }, data: { balance: { divide: 0 } } }] } }) { id } }',
    ],
    [
      'a nested updateMany',
      'mutation { updateOwner(id: 1, data: { accounts: { updateMany: [{ where: {}, data: { balance: { divide: 0 } } }] } }) { id } }',
    ],
  ])('is refused by %s, and names the field', async (_, document) => {
    const { errors } = await gateway.query(document);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(
          /^Argument "(data|update)\.(.*\.)?balance.*": expected a number other than 0, got 0\.$/,
        ),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(await readBalances()).toEqual([10]);
  });

  test('by another number is no matter', async () => {
    const { errors } = await gateway.query(
      'mutation { updateAccount(id: 1, data: { balance: { divide: 5 } }) { balance } }',
    );
    expect(errors).toBeUndefined();
    expect(await readBalances()).toEqual([2]);
  });
});
