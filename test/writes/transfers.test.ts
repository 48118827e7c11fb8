import { describe, expect, test } from 'vitest';
import { Random } from '../../prisma/seed/random.ts';
import { openAccountDatabase } from '../support/accounts.ts';
import { openTestGateway } from '../support/gateway.ts';
import { runClients } from '../support/run-clients.ts';

const accounts = 8;
/** `TRANSFERS=5000 npx vitest run test/writes/transfers` is the long form. */
const transfers = Number(process.env['TRANSFERS'] ?? 1_000);
const clients = 32;

/** Rows are locked in the order in which they are named, so that transfers there and back meet in deadlocks. */
const transfer = `mutation ($from: ID!, $to: ID!, $amount: Int!) {
  taken: updateAccount(id: $from, data: { balance: { decrement: $amount } }) { id }
  given: updateAccount(id: $to, data: { balance: { increment: $amount } }) { id }
}`;

describe('Transfers between the same few rows', { timeout: 120_000 }, () => {
  test('take effect where they were answered and nowhere else, and keep the sum through all deadlocks', async () => {
    const expected = Array.from({ length: accounts }, () => 1_000);
    await using database = await openAccountDatabase(expected);
    await using gateway = await openTestGateway({ databaseUrl: database.url, models: database.models });
    const random = new Random(5);
    let conflicts = 0;
    await runClients({ clients, rounds: transfers }, async () => {
      const from = random.below(accounts);
      const to = (from + 1 + random.below(accounts - 1)) % accounts;
      const amount = 1 + random.below(9);
      const { data, errors } = await gateway.query(transfer, { from: from + 1, to: to + 1, amount });
      if (errors === undefined) {
        expected[from] = (expected[from] ?? 0) - amount;
        expected[to] = (expected[to] ?? 0) + amount;
        return;
      }
      conflicts += 1;
      expect(data).toEqual({ taken: null, given: null });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['CONFLICT', 'CONFLICT']);
    });
    const balances = await database.readBalances();
    expect(balances).toEqual(expected);
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(accounts * 1_000);
    expect(gateway.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    const requests = gateway.lines.filter(({ operationType }) => operationType === 'mutation');
    expect(requests).toHaveLength(transfers);
    const retries = requests.map((line) => Number(line['retries'] ?? 0));
    expect(retries.filter((count) => count > 3)).toEqual([]);
    expect(retries.filter((count) => count > 0)).not.toEqual([]);
    const refused = requests.filter(({ codes }) => codes !== undefined);
    expect(refused.map((line) => line['retries'])).toEqual(Array.from({ length: conflicts }, () => 3));
  });
});
