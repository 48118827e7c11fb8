// `npm run bench:scale`: measures the database's time and rows of probes on a directory of two million comments, beside
// their bounds. Starts and ends everything by itself. Ends with exit code 1 if a probe exceeds its bound.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { openGateway, readGeneratedModel } from '../src/gateway.ts';
import { buildLog } from '../src/log.ts';
import { openCountedAccount } from './scale/open-counted-account.ts';
import { openScaleDatabase } from './scale/open-scale-database.ts';
import type { Probe } from './scale/probe.ts';
import { buildProbes } from './scale/probes.ts';
import { type ProbeResult, runProbe, type Send } from './scale/run-probe.ts';
import { writeTable } from './write-table.ts';

const usage = `Usage: npm run bench:scale -- [options]

  --database <kind>  mariadb or mysql (mariadb)
  --server <url>     a server that runs already, with the performance schema; by default a private one
  --scale <n>        times 1,000 users, 5,000 posts, 20,000 comments (100)
  --probe <text>     only probes whose names contain this text`;

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'mariadb' },
    server: { type: 'string' },
    scale: { type: 'string', default: '100' },
    probe: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
process.exitCode = await runCommandLine();

/** Returns the exit code: 2 for options that cannot be used. */
async function runCommandLine(): Promise<number> {
  const { database: kind, help } = values;
  const scale = Number(values.scale);
  const isKind = kind === 'mariadb' || kind === 'mysql';
  if (help) process.stdout.write(`${usage}\n`);
  else if (!isKind || !Number.isInteger(scale) || scale < 1) process.stderr.write(`${usage}\n`);
  else return measureScale(kind, scale);
  return help ? 0 : 2;
}

async function measureScale(kind: 'mariadb' | 'mysql', scale: number): Promise<number> {
  await using database = await openScaleDatabase({ kind, server: values.server, scale, report });
  await using account = await openCountedAccount(database.url);
  await using gateway = await openGateway({
    // The slowest probes are to be measured, not cut off.
    config: readConfig({
      PORT: '0',
      NODE_ENV: 'production',
      STATEMENT_TIMEOUT_MS: '120000',
      TRANSACTION_TIMEOUT_MS: '120000',
      REQUEST_TIMEOUT_MS: '240000',
      LOCK_TIMEOUT_SECONDS: '60',
    }),
    databaseUrl: account.url,
    models: await readGeneratedModel(),
    log: buildLog({ level: 'fatal', destination: process.stderr }),
  });
  await gateway.prepared;
  const send: Send = async (query, variables) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  const comments = scale * 20_000;
  const probes = buildProbes({
    cursor: await readCursor(send, comments * 0.9),
    user: Math.floor(scale * 777.77),
    post: Math.floor(scale * 4_242.42),
    comment: Math.floor(scale * 12_345.67),
    lastComment: comments,
  }).filter(({ name }) => name.includes(values.probe));
  const results: ProbeResult[] = [];
  for (const probe of probes) {
    report(probe.name);
    results.push(await runProbe(probe, account, send));
  }
  process.stdout.write(`${describe(results)}\n`);
  return results.every(isWithin) ? 0 : 1;
}

async function readCursor(send: Send, id: number): Promise<string> {
  const answer = (await send(
    `{ comments(first: 1, where: { id: { equals: "${id}" } }) { pageInfo { endCursor } } }`,
  )) as { readonly data?: { readonly comments: { readonly pageInfo: { readonly endCursor: string } } } };
  const cursor = answer.data?.comments.pageInfo.endCursor;
  if (cursor === undefined) throw new Error(`Expected a cursor, got ${JSON.stringify(answer)}.`);
  return cursor;
}

function isWithin({ probe: { goalMs }, ms }: ProbeResult): boolean {
  return goalMs === undefined || ms <= goalMs;
}

function describe(results: readonly ProbeResult[]): string {
  return writeTable([
    ['probe', 'database, ms', 'goal', 'rows read', 'rows locked', ''],
    ...results.map((result) => [
      result.probe.name,
      result.ms.toFixed(result.ms < 10 ? 2 : 0),
      nameGoal(result.probe),
      result.rows.toLocaleString('en'),
      result.locked?.toLocaleString('en') ?? '',
      isWithin(result) ? (result.probe.because ?? '') : '**above its goal**',
    ]),
  ]);
}

function nameGoal({ goalMs }: Probe): string {
  return goalMs === undefined ? '' : `≤ ${goalMs}`;
}

function report(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
