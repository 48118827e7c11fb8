import { type Dialect, translateBody } from './dialect.ts';
import type { PlannedExchange } from './load/load-plan.ts';
import { runLoad } from './load/run-load.ts';
import { measure, type Measurement, takeMedians } from './measure.ts';
import type { ServerProcess } from './open-server-process.ts';
import { checkSameData, countRows, readAnswers } from './read-answers.ts';
import type { WorkloadResults } from './results.ts';
import type { BenchSettings } from './settings.ts';
import type { Directory, Workload } from './workloads/workload.ts';

/** What workloads are run with. */
export interface Bench {
  /** Gather, then its peers. */
  readonly servers: readonly ServerProcess[];
  readonly directory: Directory;
  readonly settings: BenchSettings;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Rounds in which the servers take turns, so that what else happens on the machine meets all of them alike. */
export async function runWorkload(workload: Workload, bench: Bench): Promise<WorkloadResults> {
  const { settings, report, signal } = bench;
  const { rounds, seconds, warmUpSeconds } = settings;
  const { name, sentence, connections } = workload;
  const bodies = workload.buildRequests(bench.directory).map((request) => JSON.stringify(request));
  const servers = bench.servers.filter(
    (server) =>
      workload.servers?.includes(server.name) !== false &&
      translateBodies(bodies, server.dialect) !== undefined,
  );
  const exchanges = await readSameAnswers(servers, bodies);
  report(`${name}: ${bodies.length} requests answered alike by ${servers.length} servers.`);
  const measured = servers.map((): Measurement[] => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [index, server] of servers.entries()) {
      const load = { connections, exchanges: exchanges[index] ?? [] };
      await runLoad({ port: server.port, seconds: warmUpSeconds, ...load }, signal);
      const measurement = await measure(server, { seconds, ...load }, signal);
      measured[index]?.push(measurement);
      const { serverCpuMs, databaseCpuMs, requestsPerSecond } = measurement;
      report(
        `${name}, round ${round}, ${server.name}: ${serverCpuMs.toFixed(3)} + ${databaseCpuMs.toFixed(3)} ms CPU, ${Math.round(requestsPerSecond)} requests/s`,
      );
    }
  }
  const results = servers.map((server, index) => {
    const rounds = measured[index] ?? [];
    return { name: server.name, rounds, medians: takeMedians(rounds) };
  });
  return { name, sentence, rows: countRows(exchanges[0] ?? []), servers: results };
}

/** What each server answers, in the order of the servers. */
async function readSameAnswers(
  servers: readonly ServerProcess[],
  bodies: readonly string[],
): Promise<readonly (readonly PlannedExchange[])[]> {
  const answers = await Promise.all(
    servers.map((server) => readAnswers(server, translateBodies(bodies, server.dialect) ?? [])),
  );
  const [own = []] = answers;
  for (const [index, server] of servers.entries()) checkSameData(server, own, answers[index] ?? []);
  return answers;
}

/** Undefined where the dialect lacks a document, and the server is left out of the workload. */
function translateBodies(
  bodies: readonly string[],
  dialect: Dialect | undefined,
): readonly string[] | undefined {
  const translated = bodies.flatMap((body) => translateBody(body, dialect) ?? []);
  return translated.length === bodies.length ? translated : undefined;
}
