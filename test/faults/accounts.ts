import { join } from 'node:path';
import type { Connection } from 'mariadb';
import { Random } from '../../prisma/seed/random.ts';
import { runClients } from '../support/run-clients.ts';
import { ask } from './ask.ts';
import type { Findings } from './findings.ts';

/** The setting that has a gateway serve accounts. */
export const accountSettings = { PRISMA_SCHEMA: join(import.meta.dirname, 'accounts.prisma') };

const balance = 1_000;

/** Counted beside the balance: of each transfer some, so that its statements are seldom the same as those before. */
const counters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const columns = ['balance', ...counters];

/** Rows are locked in the order in which they are named, so that transfers there and back meet. */
function writeTransfer(counted: readonly string[]): string {
  const count = counted.map((name) => `${name}: { increment: 1 }`).join(' ');
  const shown = ['balance', ...counted].join(' ');
  return `mutation ($from: ID!, $to: ID!, $amount: Int!) {
    taken: updateAccount(id: $from, data: { balance: { decrement: $amount } ${count} }) { id ${shown} }
    given: updateAccount(id: $to, data: { balance: { increment: $amount } ${count} }) { id ${shown} }
  }`;
}

/** What is transferred, by whom, and how often. */
export interface TransferOptions {
  /** Gateways, which the clients take by turns. */
  readonly urls: readonly string[];
  readonly accounts: number;
  readonly clients: number;
  readonly transfers: number;
}

/** What has come of transfers. */
export interface Transfers {
  readonly acknowledged: number;
  readonly conflicts: number;
  /** Codes of other refusals, with how often each came. */
  readonly others: ReadonlyMap<string, number>;
  /** What the acknowledged ones lead to: the balance and the counters of each account. */
  readonly expected: readonly (readonly number[])[];
}

/** Makes the table, with so many accounts. */
export async function createAccounts(connection: Connection, accounts: number): Promise<void> {
  await connection.query(
    `CREATE TABLE Account (id INT NOT NULL PRIMARY KEY, balance INT NOT NULL, ${counters.map((name) => `${name} INT NOT NULL DEFAULT 0`).join(', ')}) ENGINE = InnoDB`,
  );
  const rows = Array.from({ length: accounts }, (_, index) => [index + 1, balance]);
  await connection.batch('INSERT INTO Account (id, balance) VALUES (?, ?)', rows);
}

/** Transfers at random between the same few accounts, and notes what must have come of it. */
export async function runTransfers({
  urls,
  accounts,
  clients,
  transfers,
}: TransferOptions): Promise<Transfers> {
  const random = new Random(5);
  const expected = Array.from({ length: accounts }, () =>
    columns.map((name): number => (name === 'balance' ? balance : 0)),
  );
  const others = new Map<string, number>();
  let acknowledged = 0;
  let conflicts = 0;
  await runClients({ clients, rounds: transfers }, async (client) => {
    const from = random.below(accounts);
    const to = (from + 1 + random.below(accounts - 1)) % accounts;
    const amount = 1 + random.below(9);
    const url = urls[client % urls.length] ?? '';
    const variables = { from: String(from + 1), to: String(to + 1), amount };
    const counted = counters.filter(() => random.below(2) === 0);
    const { status, codes } = await ask(url, writeTransfer(counted), { variables });
    const code = status === 0 ? 'no answer' : codes.join();
    if (code === '') {
      acknowledged += 1;
      for (const [account, change] of [
        [from, -amount],
        [to, amount],
      ] as const) {
        expected[account] = columns.map(
          (name, column) =>
            (expected[account]?.[column] ?? 0) +
            (name === 'balance' ? change : Number(counted.includes(name))),
        );
      }
    } else if (code === 'CONFLICT') conflicts += 1;
    else others.set(code, (others.get(code) ?? 0) + 1);
  });
  return { acknowledged, conflicts, others, expected };
}

/** Notes whether the accounts hold what was acknowledged and nothing else. */
export async function noteTransfers(
  seen: Findings,
  connection: Connection,
  { acknowledged, conflicts, others, expected }: Transfers,
): Promise<void> {
  const found = await connection.query<number[][]>({
    sql: `SELECT ${columns.join(', ')} FROM Account ORDER BY id`,
    rowsAsArray: true,
  });
  const sum = found.reduce((total, [figure = 0]) => total + figure, 0);
  const different = found.filter((figures, index) => figures.join() !== expected[index]?.join()).length;
  seen.atLeast('acknowledged', acknowledged, 1);
  seen.note(`${conflicts} CONFLICT`);
  const refusals = Array.from(others, ([code, count]) => `${count} × ${code}`).join(', ');
  seen.that(`other refusals: ${refusals || 'none'}`, others.size === 0, 'none');
  seen.equal('accounts that hold something else than was acknowledged', different, 0);
  seen.equal('sum', sum, found.length * balance);
}
