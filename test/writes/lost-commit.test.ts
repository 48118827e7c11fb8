import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdempotencyTable } from '../../src/database/write/make-idempotency-table.ts';
import { Random } from '../../prisma/seed/random.ts';
import { type AccountDatabase, openAccountDatabase } from '../support/accounts.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../support/gateway.ts';
import { holdRows } from '../support/held-rows.ts';
import { runClients } from '../support/run-clients.ts';

let database: AccountDatabase;

beforeAll(async () => {
  database = await openAccountDatabase([]);
  await makeIdempotencyTable({ url: database.url, report: () => undefined });
});

afterAll(() => database[Symbol.asyncDispose]());

/** Adds to both accounts, which would show if it happened twice. */
function pay(gateway: TestGateway, ids: readonly [number, number], key?: string): Promise<GraphQLAnswer> {
  return gateway.query(
    `mutation ($first: ID!, $second: ID!) {
      first: updateAccount(id: $first, data: { balance: { increment: 1 } }) { id balance }
      second: updateAccount(id: $second, data: { balance: { increment: 1 } }) { id balance }
    }`,
    { first: ids[0], second: ids[1] },
    key === undefined ? {} : { headers: { 'idempotency-key': key } },
  );
}

async function openAccounts(count: number): Promise<void> {
  await database.connection.query('DELETE FROM Account');
  await database.connection.batch(
    'INSERT INTO Account VALUES (?, 0)',
    Array.from({ length: count }, (_, index) => [index + 1]),
  );
}

describe('Mutation whose COMMIT is lost', () => {
  test.each([
    ['happens once where only the answer was lost', 'lose answer', 1],
    ['does not happen where the database has not heard of it', 'lose commit', 0],
  ] as const)('%s, is not tried again, and is told as unknown', async (_, fate, effects) => {
    await openAccounts(2);
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({ databaseUrl: proxy.url, models: database.models });
    proxy.decideNextCommit(fate);
    const { status, data, errors } = await pay(gateway, [1, 2]);
    expect(status).toBe(200); // with its data, which is null
    expect(data).toEqual({ first: null, second: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['first'], 'COMMIT_UNKNOWN'],
      [['second'], 'COMMIT_UNKNOWN'],
    ]);
    expect(proxy.commits()).toBe(1);
    expect(await database.readBalances()).toEqual([effects, effects]);
    const [line] = gateway.lines.filter(({ operationType }) => operationType === 'mutation');
    expect(line).toMatchObject({ codes: ['COMMIT_UNKNOWN'] });
    expect(line).not.toHaveProperty('retries');
    // The gateway goes on with other connections.
    expect((await pay(gateway, [1, 2])).errors).toBeUndefined();
  });
});

describe('Mutation whose COMMIT takes long', () => {
  test('is answered with what came of it, also after the deadline of its request', async () => {
    await openAccounts(3);
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({
      databaseUrl: proxy.url,
      models: database.models,
      settings: { REQUEST_TIMEOUT_MS: '1000' },
    });
    await using _rows = await holdRows(database, 'UPDATE Account SET balance = 9 WHERE id = 3');
    proxy.decideNextCommit('hold answer');
    const answer = pay(gateway, [1, 2]);
    await waitUntil(() => proxy.commits() === 1, { intervalMs: 10, timeoutMs: 10_000 });
    // One that was sent later and waits for a row is at its deadline after it.
    const late = await pay(gateway, [3, 2]);
    expect(late.errors?.[0]?.extensions.code).toBe('TIMEOUT');
    proxy.letGo();
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ first: { balance: 1 }, second: { balance: 1 } });
    expect(await database.readBalances()).toEqual([1, 1, 0]);
  });

  test('is told as unknown after STATEMENT_TIMEOUT_MS', async () => {
    await openAccounts(2);
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({
      databaseUrl: proxy.url,
      models: database.models,
      settings: { STATEMENT_TIMEOUT_MS: '1000' },
    });
    proxy.decideNextCommit('hold answer');
    const { errors } = await pay(gateway, [1, 2]);
    expect(errors?.[0]?.extensions.code).toBe('COMMIT_UNKNOWN');
    expect(await database.readBalances()).toEqual([1, 1]);
    expect((await pay(gateway, [1, 2])).errors).toBeUndefined();
  });
});

describe('Mutations with idempotency keys whose COMMITs are lost', () => {
  test('have one effect each when clients send them until they are answered', async () => {
    const payments = 200;
    const accounts = 20;
    await openAccounts(accounts);
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({ databaseUrl: proxy.url, models: database.models });
    const random = new Random(3);
    const expected = Array.from({ length: accounts }, () => 0);
    let lost = 0;
    await runClients({ clients: 8, rounds: payments }, async (_, round) => {
      const first = random.below(accounts);
      const second = (first + 1 + random.below(accounts - 1)) % accounts;
      for (const index of [first, second]) expected[index] = (expected[index] ?? 0) + 1;
      const ids = [first + 1, second + 1] as const;
      const payOnce = async (): Promise<GraphQLAnswer> => {
        // It may fall to another client's, which is as good.
        if (random.below(4) === 0) proxy.decideNextCommit(random.pick(['lose answer', 'lose commit']));
        return pay(gateway, ids, `payment-${round}`);
      };
      let answer = await payOnce();
      for (; answer.errors !== undefined; lost += 1) {
        expect(['COMMIT_UNKNOWN', 'CONFLICT']).toContain(answer.errors[0]?.extensions.code);
        answer = await payOnce();
      }
      let again = await payOnce();
      while (again.errors !== undefined) again = await payOnce();
      expect(again.data).toEqual(answer.data);
    });
    expect(await database.readBalances()).toEqual(expected);
    expect(lost).toBeGreaterThan(payments / 20);
  });
});
