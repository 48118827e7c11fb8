import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDatabase, openAccountDatabase } from '../support/accounts.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../support/gateway.ts';

let database: AccountDatabase;

/** The trigger refuses, as a server does that has failed over, what comes over connections up to this one. */
async function refuseUpTo(connectionId: number, errno: number): Promise<void> {
  await database.connection.query('UPDATE Refusal SET connectionId = ?, errno = ?', [connectionId, errno]);
}

beforeAll(async () => {
  database = await openAccountDatabase([0]);
  await database.connection.query('CREATE TABLE Refusal (connectionId BIGINT NOT NULL, errno INT NOT NULL)');
  await database.connection.query('INSERT INTO Refusal VALUES (0, 0)');
  const signals = [1047, 1290, 1792, 1836, 1874, 3101].map(
    (errno) =>
      `WHEN ${errno} THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'refused';`,
  );
  await database.connection.query(`CREATE TRIGGER Account_refusal BEFORE UPDATE ON Account FOR EACH ROW
    IF CONNECTION_ID() <= (SELECT connectionId FROM Refusal) THEN
      CASE (SELECT errno FROM Refusal) ${signals.join(' ')} ELSE BEGIN END; END CASE;
    END IF`);
});

beforeEach(() => refuseUpTo(0, 0));

afterAll(() => database[Symbol.asyncDispose]());

function addOne(gateway: TestGateway): Promise<GraphQLAnswer> {
  return gateway.query('mutation { updateAccount(id: 1, data: { balance: { increment: 1 } }) { balance } }');
}

async function readBalance(): Promise<number> {
  const [balance = 0] = await database.readBalances();
  return balance;
}

/** The newest connection of the server. */
async function newestConnection(): Promise<number> {
  const [row] = await database.connection.query<{ id: number }[]>(
    'SELECT MAX(ID) AS id FROM information_schema.PROCESSLIST',
  );
  return Number(row?.id);
}

describe('Mutation that a server refuses', () => {
  test.each([
    ['is not in the primary part of its cluster', 1047],
    ['is read-only after a failover', 1290],
    ['has read-only transactions', 1792],
    ['is read-only by its mode', 1836],
    ['has a read-only InnoDB', 1874],
  ])('since it %s is tried once more, on a new connection', async (_, errno) => {
    await using gateway = await openTestGateway({ databaseUrl: database.url, models: database.models });
    await Promise.all([addOne(gateway), addOne(gateway), addOne(gateway)]);
    const before = await readBalance();
    await refuseUpTo(await newestConnection(), errno);
    expect(await addOne(gateway)).toMatchObject({
      errors: undefined,
      data: { updateAccount: { balance: before + 1 } },
    });
    expect(gateway.lines.filter(({ retries }) => retries !== undefined)).toMatchObject([{ retries: 1 }]);
    // None of the others is taken again either.
    await Promise.all([addOne(gateway), addOne(gateway), addOne(gateway)]);
    expect(await readBalance()).toBe(before + 4);
    expect(gateway.lines.filter(({ retries }) => retries !== undefined)).toHaveLength(1);
  });

  test.each([1047, 1290, 1836])('again is told that the database is unavailable: %i', async (errno) => {
    await using gateway = await openTestGateway({ databaseUrl: database.url, models: database.models });
    const before = await readBalance();
    await refuseUpTo(Number.MAX_SAFE_INTEGER, errno);
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({
        query: 'mutation { updateAccount(id: 1, data: { balance: { set: 9 } }) { balance } }',
      }),
    });
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
    });
    expect(await readBalance()).toBe(before);
    expect((await gateway.query('{ account(id: 1) { id } }')).errors).toBeUndefined();
  });

  test('for a conflict in its group is tried again as any conflict', async () => {
    await using gateway = await openTestGateway({ databaseUrl: database.url, models: database.models });
    await refuseUpTo(Number.MAX_SAFE_INTEGER, 3101);
    expect((await addOne(gateway)).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    expect(gateway.lines.filter(({ retries }) => retries !== undefined)).toMatchObject([{ retries: 3 }]);
  });
});
