import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { openTestGateway } from '../support/gateway.ts';
import { runClients } from '../support/run-clients.ts';

/** `OWN_WRITES_ROUNDS=10000 npx vitest run test/writes/own-writes` is the long form. */
const rounds = Number(process.env['OWN_WRITES_ROUNDS'] ?? 1_000);
const clients = 64;
const onlookers = 4;

const write = 'mutation ($id: ID!, $name: String!) { updateUser(id: $id, data: { name: $name }) { name } }';
const read = 'query ($id: ID!) { user(id: $id) { name } }';
const look = 'query ($ids: [ID!]!) { usersById(ids: $ids) { id name } }';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('tables');
  await database.connection.batch(
    'INSERT INTO User (id, email, name, updatedAt) VALUES (?, ?, ?, NOW())',
    Array.from({ length: clients }, (_, client) => [client + 1, `${client}@example.com`, '0']),
  );
});

afterAll(() => database[Symbol.asyncDispose]());

describe('A client that reads after its write', { timeout: 300_000 }, () => {
  test('sees it, whoever else reads the same rows in the same statements', async () => {
    await using gateway = await openTestGateway({
      databaseUrl: database.url,
      settings: { POOL_SIZE: '4' },
    });
    const ids = Array.from({ length: clients }, (_, client) => String(client + 1));
    const stale: string[] = [];
    let looks = 0;
    const written = new AbortController();
    const lookOn = async (): Promise<void> => {
      const seen = new Map<string, number>();
      while (!written.signal.aborted) {
        const { data, errors } = await gateway.query(look, { ids });
        expect(errors).toBeUndefined();
        looks += 1;
        for (const { id, name } of (data as { usersById: { id: string; name: string }[] }).usersById) {
          const earlier = seen.get(id) ?? 0;
          if (Number(name) < earlier) stale.push(`user ${id}: ${name} after ${earlier}, looked on`);
          seen.set(id, Number(name));
        }
      }
    };
    const writing = runClients({ clients, rounds }, async (client, round) => {
      const id = String(client + 1);
      const name = String(round + 1);
      const answer = await gateway.query(write, { id, name });
      expect(answer).toMatchObject({ errors: undefined, data: { updateUser: { name } } });
      const { data } = await gateway.query(read, { id });
      const found = (data as { user: { name: string } }).user.name;
      if (found !== name) stale.push(`user ${id}: ${found} after ${name}`);
    }).finally(() => written.abort());
    await Promise.all([writing, ...Array.from({ length: onlookers }, lookOn)]);
    expect(stale).toEqual([]);
    expect(looks).toBeGreaterThan(onlookers);
  });
});
