import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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
  return `mutation ($entry: ID!, $from: ID!, $to: ID!, $amount: Int!) {
    entry: createEntry(data: { id: $entry }) { id }
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

/** A transfer that was sent, and the entry that it makes in its transaction. */
interface Transfer {
  readonly entry: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly counted: readonly string[];
  /** The code of its refusal; empty where it was acknowledged. */
  readonly code: string;
}

/** Makes the tables, with so many accounts. */
export async function createAccounts(connection: Connection, accounts: number): Promise<void> {
  await connection.query(
    `CREATE TABLE Account (id INT NOT NULL PRIMARY KEY, balance INT NOT NULL, ${counters.map((name) => `${name} INT NOT NULL DEFAULT 0`).join(', ')}) ENGINE = InnoDB`,
  );
  await connection.query('CREATE TABLE Entry (id VARCHAR(40) NOT NULL PRIMARY KEY) ENGINE = InnoDB');
  const rows = Array.from({ length: accounts }, (_, index) => [index + 1, balance]);
  await connection.batch('INSERT INTO Account (id, balance) VALUES (?, ?)', rows);
}

/** Transfers at random between the same few accounts. */
export async function runTransfers({
  urls,
  accounts,
  clients,
  transfers,
}: TransferOptions): Promise<readonly Transfer[]> {
  const random = new Random(5);
  const sent: Transfer[] = [];
  await runClients({ clients, rounds: transfers }, async (client, round) => {
    const from = random.below(accounts);
    const to = (from + 1 + random.below(accounts - 1)) % accounts;
    const amount = 1 + random.below(9);
    const entry = `entry-${round}`;
    const counted = counters.filter(() => random.below(2) === 0);
    const variables = { entry, from: String(from + 1), to: String(to + 1), amount };
    const url = urls[client % urls.length] ?? '';
    const { status, codes } = await ask(url, writeTransfer(counted), { variables });
    const code = status === 0 ? noAnswer : codes.join();
    sent.push({ entry, from, to, amount, counted, code });
    // Where a gateway is gone, the others go on.
    if (code === noAnswer) await delay(20);
  });
  return sent;
}

const noAnswer = 'no answer';

/** Notes whether what was acknowledged is there, what was refused is not, and every transfer is there whole or not at all. */
export async function noteTransfers(
  seen: Findings,
  connection: Connection,
  sent: readonly Transfer[],
): Promise<void> {
  const entries = await connection.query<{ id: string }[]>('SELECT id FROM Entry');
  const there = new Set(entries.map(({ id }) => id));
  const acknowledged = sent.filter(({ code }) => code === '');
  const refused = sent.filter(({ code }) => code !== '' && code !== noAnswer && code !== 'COMMIT_UNKNOWN');
  const others = Map.groupBy(
    sent.filter(({ code }) => code !== '' && code !== 'CONFLICT'),
    ({ code }) => code,
  );
  const tallied = Array.from(others, ([code, transfers]) => `${transfers.length} × ${code}`).join(', ');
  seen.atLeast('acknowledged', acknowledged.length, sent.length / 2);
  seen.note(`${sent.filter(({ code }) => code === 'CONFLICT').length} CONFLICT`);
  seen.that(`other refusals: ${tallied || 'none'}`, others.size === 0, 'none');
  seen.equal('acknowledged and missing', acknowledged.filter(({ entry }) => !there.has(entry)).length, 0);
  seen.equal('refused and there', refused.filter(({ entry }) => there.has(entry)).length, 0);
  const expected = sumUp(sent.filter(({ entry }) => there.has(entry)));
  const found = await connection.query<number[][]>({
    sql: `SELECT ${columns.join(', ')} FROM Account ORDER BY id`,
    rowsAsArray: true,
  });
  const different = found.filter((figures, index) => figures.join() !== expected(index).join()).length;
  seen.equal('accounts that hold something else than the transfers that are there', different, 0);
}

/** What transfers lead to: the balance and the counters of an account. */
function sumUp(transfers: readonly Transfer[]): (account: number) => readonly number[] {
  return (account) =>
    columns.map((name) => {
      let figure = name === 'balance' ? balance : 0;
      for (const { from, to, amount, counted } of transfers) {
        if (account !== from && account !== to) continue;
        if (name === 'balance') figure += account === to ? amount : -amount;
        else if (counted.includes(name)) figure += 1;
      }
      return figure;
    });
}
