import type { Models } from '../../src/model/model.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { readOwnModels } from './own-models.ts';

/** A model with a number that is added to and taken from, which the bundled one has none of. */
const schema = `
model Account {
  id      Int @id
  balance Int
}
`;

const tables = 'CREATE TABLE Account (id INT NOT NULL PRIMARY KEY, balance INT NOT NULL)';

/** A database of accounts, and the model that describes it. */
export interface AccountDatabase extends TestDatabase {
  readonly models: Models;
  /** The balances of all accounts, in the order of their ids. */
  readonly readBalances: () => Promise<readonly number[]>;
}

/** Opens a database with accounts of these balances, whose ids count from 1. */
export async function openAccountDatabase(balances: readonly number[]): Promise<AccountDatabase> {
  const models = await readOwnModels(schema);
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openTestDatabase('nothing'));
  await database.connection.query(tables);
  await database.connection.batch(
    'INSERT INTO Account VALUES (?, ?)',
    balances.map((balance, index) => [index + 1, balance]),
  );
  const kept = opened.move();
  return {
    ...database,
    models,
    readBalances: async () => {
      const rows = await database.connection.query<{ balance: number }[]>(
        'SELECT balance FROM Account ORDER BY id',
      );
      return rows.map(({ balance }) => balance);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
