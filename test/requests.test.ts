import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from './support/database.ts';
import { openTestGateway } from './support/gateway.ts';
import { holdTable } from './support/slow-statements.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  await database.connection.query("INSERT INTO `Team` (id, slug, name) VALUES (1, 'one', 'One')");
});

afterAll(() => database[Symbol.asyncDispose]());

const slow = '{ user(id: 1) { name } }';
const quick = '{ team(id: 1) { name } }';
const one = { team: { name: 'One' } };

describe('Request', () => {
  test('whose client goes away ends its statement in the database and frees the connection', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '1' },
    });
    await using held = await holdTable(database, 'User');
    const client = new AbortController();
    const given = gateway.query(slow, {}, { signal: client.signal });
    const outcome = Promise.allSettled([given]);
    await held.waitForReaders(1);
    client.abort();
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { name: 'AbortError' } }]);
    await held.waitForReaders(0);
    // The table is held still, and the one connection is free.
    expect((await gateway.query(quick)).data).toEqual(one);
  });

  test('that passes its deadline answers what it has with TIMEOUT and ends its statement', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { REQUEST_TIMEOUT_MS: '300' },
    });
    await using held = await holdTable(database, 'User');
    const { data, errors } = await gateway.query('{ team(id: 1) { name } user(id: 1) { name } }');
    expect(data).toEqual({ ...one, user: null });
    expect(errors).toMatchObject([{ path: ['user'], extensions: { code: 'TIMEOUT' } }]);
    await held.waitForReaders(0);
  });

  test('is refused with OVERLOADED at once when the queue is full', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '1', QUEUE_LIMIT: '1' },
    });
    await using held = await holdTable(database, 'User');
    const first = gateway.query(slow);
    await held.waitForReaders(1);
    const answers = [gateway.query(quick), gateway.query(quick)];
    const refused = await Promise.race(answers);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
    await held.letGo();
    const codes = (await Promise.all(answers)).map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    await first;
  });
});
