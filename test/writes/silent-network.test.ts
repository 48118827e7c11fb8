import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { type AccountDatabase, openAccountDatabase } from '../support/accounts.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { type GraphQLAnswer, openTestGateway, type TestGateway } from '../support/gateway.ts';

/** As many as hold every place that writers have, of a pool of ten. */
const writers = 9;

const settings = { POOL_SIZE: '10', STATEMENT_TIMEOUT_MS: '1000', CONNECT_TIMEOUT_MS: '2000' };

let database: AccountDatabase;

beforeAll(async () => {
  database = await openAccountDatabase(Array.from({ length: writers }, () => 0));
});

afterAll(() => database[Symbol.asyncDispose]());

function addOne(gateway: TestGateway, id: number): Promise<GraphQLAnswer> {
  return gateway.query(
    'mutation ($id: ID!) { updateAccount(id: $id, data: { balance: { increment: 1 } }) { id balance } }',
    { id },
  );
}

/** One document of each writer; each writes to a row of its own. */
function addAll(gateway: TestGateway): Promise<GraphQLAnswer[]> {
  return Promise.all(Array.from({ length: writers }, (_, index) => addOne(gateway, index + 1)));
}

function codesOf(answers: readonly GraphQLAnswer[]): unknown[] {
  return answers.map(({ errors }) => errors?.[0]?.extensions.code);
}

async function isReady(gateway: TestGateway): Promise<boolean> {
  const { status } = await fetch(`${gateway.url}/health/ready`);
  return status === 200;
}

describe('Network that drops everything silently', () => {
  test.each([
    ['the beginning of transactions', 'START TRANSACTION', ['DATABASE_UNAVAILABLE']],
    ['a write', 'UPDATE `', ['TIMEOUT', 'DATABASE_UNAVAILABLE']],
    ['a read within a transaction', 'SELECT 1, t.`id`', ['TIMEOUT', 'DATABASE_UNAVAILABLE']],
    ['the end of transactions', 'COMMIT', ['COMMIT_UNKNOWN', 'TIMEOUT', 'DATABASE_UNAVAILABLE']],
  ])('from %s on ends what waits, and writes go on when it is back', async (_, text, codes) => {
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({
      databaseUrl: proxy.url,
      models: database.models,
      settings,
    });
    const before = await database.readBalances();
    proxy.silenceAt(text);
    const lost = codesOf(await addAll(gateway));
    expect(lost.filter((code) => !codes.includes(String(code)))).toEqual([]);
    expect(await isReady(gateway)).toBe(false);
    expect(await database.readBalances()).toEqual(before);
    proxy.heal();
    expect(await waitUntil(() => isReady(gateway), { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
    expect(codesOf(await addAll(gateway))).toEqual(Array.from({ length: writers }, () => undefined));
    expect(codesOf(await addAll(gateway))).toEqual(Array.from({ length: writers }, () => undefined));
    expect(await database.readBalances()).toEqual(before.map((balance) => balance + 2));
  });

  test('from ROLLBACK on gives the places of writers back', async () => {
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({
      databaseUrl: proxy.url,
      models: database.models,
      settings,
    });
    proxy.silenceAt('ROLLBACK');
    const missing = Array.from({ length: writers }, (_, index) => addOne(gateway, 100 + index));
    const codes = codesOf(await Promise.all(missing));
    const known = ['NOT_FOUND', 'TIMEOUT', 'DATABASE_UNAVAILABLE'];
    expect(codes.filter((code) => !known.includes(String(code)))).toEqual([]);
    proxy.heal();
    expect(await waitUntil(() => isReady(gateway), { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
    expect(codesOf(await addAll(gateway))).toEqual(Array.from({ length: writers }, () => undefined));
  });

  test('from a read on gives the places of readers back', async () => {
    await using proxy = await openDatabaseProxy(database.url);
    await using gateway = await openTestGateway({
      databaseUrl: proxy.url,
      models: database.models,
      settings,
    });
    // As many shapes as the pool has connections, so that none shares a statement with another.
    const read = (): Promise<GraphQLAnswer[]> =>
      Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          gateway.query(`{ accounts(first: ${index + 1}) { nodes { id } } }`),
        ),
      );
    proxy.silenceAt('FROM `Account`');
    const codes = codesOf(await read());
    expect(codes.filter((code) => code !== 'TIMEOUT' && code !== 'DATABASE_UNAVAILABLE')).toEqual([]);
    proxy.heal();
    expect(await waitUntil(() => isReady(gateway), { intervalMs: 20, timeoutMs: 10_000 })).toBe(true);
    expect(codesOf(await read())).toEqual(Array.from({ length: 10 }, () => undefined));
  });
});
