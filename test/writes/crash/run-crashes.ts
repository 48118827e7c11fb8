import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, createConnection } from 'mariadb';
import { Random } from '../../../prisma/seed/random.ts';
import { readConnectionOptions } from '../../../src/database/connection/read-connection-options.ts';
import { waitUntil } from '../../../src/std/wait-until.ts';
import { openGatewayProcess } from '../../support/gateway-process.ts';
import { insertPairs, selectTokens, tokenDocument, tokenVariables, wholeRows } from './token-document.ts';

/** What a run is of. */
export interface CrashOptions {
  /** An empty database. */
  readonly databaseUrl: string;
  readonly kills: number;
  readonly seed: number;
  /** Told of each kill. */
  readonly report: (line: string) => void;
}

/** What has come of the documents that were sent. */
export interface CrashFigures {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sent, and never answered, since the gateway was killed. */
  readonly unanswered: number;
  /** Of those, the ones that are there: their COMMIT was under way. */
  readonly unansweredThere: number;
  /** Of each start but the first, which migrates: milliseconds from the start of the process until it is ready. */
  readonly readyMs: readonly number[];
  /** What must not be: a sentence each. */
  readonly faults: readonly string[];
}

interface Tokens {
  sent: number;
  readonly acknowledged: Set<string>;
  readonly unanswered: Set<string>;
  readonly refused: Set<string>;
  readonly faults: Set<string>;
  /** The last number that was acknowledged to each client. */
  readonly last: Map<number, number>;
}

const clients = 8;

/**
 * A gateway is killed within this time: by turns after it was ready, so that it may be writing for the first time, and
 * after it has acknowledged something, however slow the machine is.
 */
const killWithinMs = 1_000;
const acknowledgeWithinMs = 30_000;

/** Kills gateways again and again while they write, and holds what is in the database then against what was answered. */
export async function runCrashes({ databaseUrl, kills, seed, report }: CrashOptions): Promise<CrashFigures> {
  const random = new Random(seed);
  const tokens: Tokens = {
    sent: 0,
    acknowledged: new Set(),
    unanswered: new Set(),
    refused: new Set(),
    faults: new Set(),
    last: new Map(),
  };
  const readyMs: number[] = [];
  const connection = await createConnection(readConnectionOptions(databaseUrl));
  let present = new Set<string>();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      await using gateway = await openGatewayProcess({ DATABASE_URL: databaseUrl }, ['--no-seed']);
      const ready = await gateway.ready();
      if (kill === 0) await connection.query(insertPairs(clients));
      else readyMs.push(ready);
      const before = tokens.acknowledged.size;
      const load = Promise.all(
        Array.from({ length: clients }, (_, client) => writeUntilGone(gateway.url, client, tokens)),
      );
      const startedAt = performance.now();
      if (kill % 2 === 1) {
        const isAnswering = (): Promise<boolean> => Promise.resolve(tokens.acknowledged.size > before);
        await waitUntil(isAnswering, { intervalMs: 10, timeoutMs: acknowledgeWithinMs });
      }
      await delay(random.below(killWithinMs));
      const afterMs = Math.round(performance.now() - startedAt);
      gateway.kill('SIGKILL');
      await gateway.ended;
      await load;
      present = await check(connection, tokens);
      const count = tokens.acknowledged.size - before;
      report(
        `kill ${kill + 1}: ready after ${ready.toFixed()} ms, ${count} acknowledged in ${afterMs} ms, ${tokens.faults.size} faults`,
      );
    }
  } finally {
    await connection.end();
  }
  return {
    kills,
    acknowledged: tokens.acknowledged.size,
    unanswered: tokens.unanswered.size,
    unansweredThere: Array.from(tokens.unanswered).filter((token) => present.has(token)).length,
    readyMs,
    faults: [...tokens.faults],
  };
}

/** Sends one document after the other until the gateway is gone. */
async function writeUntilGone(url: string, client: number, tokens: Tokens): Promise<void> {
  for (;;) {
    const number = ++tokens.sent;
    const token = `t${client}-${number}`;
    const answer = await send(url, client, token);
    if (answer === undefined) {
      tokens.unanswered.add(token);
      return;
    }
    if (answer === '') {
      tokens.acknowledged.add(token);
      tokens.last.set(client, number);
    } else {
      tokens.refused.add(token);
      if (answer !== 'CONFLICT') tokens.faults.add(`${token} was answered ${answer}`);
    }
  }
}

/** The codes of the answer's errors; nothing where there was no answer. */
async function send(url: string, client: number, token: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: tokenDocument, variables: tokenVariables(client, token) }),
    });
    const { errors = [] } = (await response.json()) as {
      readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    return Array.from(new Set(errors.map(({ extensions }) => extensions.code))).join();
  } catch {
    return undefined;
  }
}

/** Notes what is there by half, what is missing, and what ought not to be there; gives the tokens that are there. */
async function check(connection: Connection, tokens: Tokens): Promise<Set<string>> {
  const found = await connection.query<{ token: string; rows: string }[]>(selectTokens);
  const present = new Set(found.map(({ token }) => token));
  const { acknowledged, refused, faults, last } = tokens;
  for (const { token, rows } of found) {
    if (!wholeRows.includes(rows)) faults.add(`${token} is there by half: ${rows}`);
    if (refused.has(token)) faults.add(`${token} was refused, and is there`);
  }
  for (const token of acknowledged) {
    if (!present.has(token)) faults.add(`${token} was acknowledged, and is missing`);
  }
  for (const { token } of found.filter(({ rows }) => rows.includes('pair'))) {
    const [client, number] = token.slice(1).split('-').map(Number);
    const least = last.get(client ?? -1) ?? 0;
    if (Number(number) < least) faults.add(`the rows of client ${client} have ${token}, not ${least}`);
  }
  return present;
}
