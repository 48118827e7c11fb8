import type { PlannedExchange } from './load/load-plan.ts';
import { runLoad } from './load/run-load.ts';
import { measure, type Measurement, takeMedians } from './measure.ts';
import type { BenchDatabase } from './open-bench-database.ts';
import type { ServerProcess } from './open-server-process.ts';
import { checkSameData, readAnswers } from './read-answers.ts';
import { checkClaim, type WorkloadResults } from './results.ts';
import type { BenchSettings } from './settings.ts';
import type { Workload } from './workloads/workload.ts';

/** What workloads are run with. */
export interface Bench {
  /** Gather, then its peers. */
  readonly servers: readonly ServerProcess[];
  readonly database: BenchDatabase;
  readonly settings: BenchSettings;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Rounds in which the servers take turns, so that what else happens on the machine meets all of them alike. */
export async function runWorkload(workload: Workload, bench: Bench): Promise<WorkloadResults> {
  const { servers, database, settings, report, signal } = bench;
  const { scale, rounds, seconds, warmUpSeconds } = settings;
  const { name, sentence, connections } = workload;
  const bodies = workload.buildBodies({ users: scale * 1_000 });
  const exchanges = await readSameAnswers(servers, bodies);
  report(`${name}: ${bodies.length} requests answered alike by ${servers.length} servers.`);
  const measured = servers.map((): Measurement[] => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [index, server] of servers.entries()) {
      const load = { connections, exchanges: exchanges[index] ?? [] };
      await runLoad({ port: server.port, seconds: warmUpSeconds, ...load }, signal);
      const measurement = await measure(server, database, { seconds, ...load }, signal);
      measured[index]?.push(measurement);
      const { serverCpuMs, requestsPerSecond } = measurement;
      report(
        `${name}, round ${round}, ${server.name}: ${serverCpuMs.toFixed(3)} ms server CPU, ${Math.round(requestsPerSecond)} requests/s`,
      );
    }
  }
  const results = servers.map((server, index) => {
    const rounds = measured[index] ?? [];
    return { name: server.name, rounds, medians: takeMedians(rounds) };
  });
  return {
    name,
    sentence,
    servers: results,
    claims: workload.claims.map((claim) => checkClaim(claim, results)),
  };
}

/** What each server answers, in the order of the servers. */
async function readSameAnswers(
  servers: readonly ServerProcess[],
  bodies: readonly string[],
): Promise<readonly (readonly PlannedExchange[])[]> {
  const answers = await Promise.all(servers.map((server) => readAnswers(server, bodies)));
  const [own = []] = answers;
  for (const [index, { name }] of servers.entries()) checkSameData(name, own, answers[index] ?? []);
  return answers;
}
