import { readModel } from '../../src/prisma-schema/read-model.ts';
import type { Models } from '../../src/model/model.ts';
import { generateModelDocument } from '../fuzz/schema/generate-model-document.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** A model with a number that is added to and taken from, which the bundled one has none of. */
const schema = `
datasource db {
  provider = "mysql"
}

generator model {
  provider = "node ./prisma/model-generator.ts"
  output   = "."
}

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
  const models = readModel(await generateModelDocument(schema));
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
