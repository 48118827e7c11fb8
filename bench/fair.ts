// `npm run bench:fair`: measures how long a lookup takes while other clients ask for very much. Starts and ends everything
// by itself, on the loopback address only. Ends with exit code 1 when a lookup takes too long.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Attack, counts, orderings } from './attacks.ts';
import { runLoad } from './load/run-load.ts';
import { openBenchDatabase } from './open-bench-database.ts';
import { openServerProcess } from './open-server-process.ts';
import { readAnswers } from './read-answers.ts';
import { gather } from './servers.ts';
import { buildLookups } from './workloads/one.ts';
import type { GraphQLRequest } from './workloads/workload.ts';

const attackers = 16;
/** For so long those that attack are alone before lookups are measured. */
const leadMs = 2_000;
const p99MaxMs = 250;

/** Those that attack get their answers, however long they take. */
const patient = {
  ...gather,
  environment: { ...gather.environment, STATEMENT_TIMEOUT_MS: '120000', REQUEST_TIMEOUT_MS: '240000' },
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, scale: { type: 'string', default: '1' } },
});
process.exitCode = await measureFairness(Number(values.seconds), Number(values.scale), stop.signal);

async function measureFairness(seconds: number, scale: number, signal: AbortSignal): Promise<number> {
  await using database = await openBenchDatabase({ scale, report, signal });
  await using server = await openServerProcess(patient, database, signal);
  const { port } = server;
  const plan = async (
    requests: readonly GraphQLRequest[],
  ): Promise<Pick<Parameters<typeof runLoad>[0], 'port' | 'exchanges'>> => ({
    port,
    exchanges: await readAnswers(
      server,
      requests.map((request) => JSON.stringify(request)),
    ),
  });
  const lookups = await plan(buildLookups(1_000, database.directory.users));
  const measureLookups = async (name: string): Promise<number> => {
    const { requests, p50Ms, p99Ms } = await runLoad({ ...lookups, connections: 1, seconds }, signal);
    process.stdout.write(
      `${name}: ${requests} lookups, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms\n`,
    );
    return p99Ms;
  };
  const measureUnder = async ({ name, sentence, requests }: Attack): Promise<number> => {
    const attack = await plan(requests);
    const attacking = runLoad(
      { ...attack, connections: attackers, seconds: seconds + leadMs / 1_000 },
      signal,
    );
    const [p99Ms] = await Promise.all([
      delay(leadMs, undefined, { signal }).then(() =>
        measureLookups(`${name} (${attackers} clients, each ${sentence})`),
      ),
      attacking.then(({ requests: answered }) => report(`${name}: ${answered} requests were answered.`)),
    ]);
    return p99Ms;
  };
  await measureLookups('alone');
  const found: number[] = [];
  for (const attack of [counts, orderings]) found.push(await measureUnder(attack));
  return found.every((p99Ms) => p99Ms < p99MaxMs) ? 0 : 1;
}

function report(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
