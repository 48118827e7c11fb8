// `npm run bench`: measures Gather beside its peers on one database, and holds it to what it claims. Starts and ends
// everything by itself, on the loopback address only.
import { mkdir, writeFile } from 'node:fs/promises';
import { checkClaims } from './claims.ts';
import { describeMachine, readVersions } from './describe-machine.ts';
import { openBenchDatabase } from './open-bench-database.ts';
import { type MeasuredDatabase, openServerProcess, type ServerProcess } from './open-server-process.ts';
import type { BenchPostgres, BenchPostgresOptions } from './postgres/open-bench-postgres.ts';
import { writeReport } from './report.ts';
import type { Results, WorkloadResults } from './results.ts';
import { runWorkload } from './run-workload.ts';
import { gather, servers } from './servers.ts';
import { type BenchSettings, readSettings, usage } from './settings.ts';
import type { Workload } from './workloads/workload.ts';
import { writePerformance } from './write-performance.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = await runCommandLine(process.argv.slice(2), stop.signal);

/** Gives the exit code: 2 for options that cannot be used, 130 when it was interrupted. */
async function runCommandLine(parameters: readonly string[], signal: AbortSignal): Promise<number> {
  if (parameters.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const settings = readSettingsOrExplain(parameters);
  if (settings === undefined) return 2;
  try {
    return await runBench(settings, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    report('Interrupted.');
    return 130;
  }
}

function readSettingsOrExplain(parameters: readonly string[]): BenchSettings | undefined {
  try {
    return readSettings(parameters);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    return undefined;
  }
}

/** Gives the exit code: 1 when a claim does not hold. */
async function runBench(settings: BenchSettings, signal: AbortSignal): Promise<number> {
  const { workloads, scale, rounds, seconds, warmUpSeconds } = settings;
  await using database = await openBenchDatabase({ scale, report, signal });
  const startMs: number[] = [];
  for (let start = 0; start < rounds; start++) {
    await using server = await openServerProcess(gather, database, signal);
    startMs.push(server.startMs);
  }
  const chosen = servers.filter((script) => script === gather || settings.servers.includes(script.name));
  await using postgres = chosen.some((script) => script.database === 'postgres')
    ? await openPostgres({
        from: database.url,
        scale,
        heavyPostId: database.directory.heavyPost.id,
        report,
        signal,
      })
    : undefined;
  await using opened = new AsyncDisposableStack();
  const running: ServerProcess[] = [];
  for (const script of chosen) {
    const own = script.database === 'postgres' ? postgres : database;
    if (own !== undefined) running.push(opened.use(await openServerProcess(script, own, signal)));
  }
  const found: WorkloadResults[] = [];
  const { directory } = database;
  for (const workload of workloads) {
    await using own = await openForSchema(workload, database, signal);
    const servers = own ? [own, ...running.slice(1)] : running;
    found.push(await runWorkload(workload, { servers, directory, settings, report, signal }));
    if (workload.writes) await Promise.all([database.removeNewPosts(), postgres?.removeNewPosts()]);
  }
  const results: Results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: {
      ...(await readVersions(database.version)),
      ...(postgres && { PostgreSQL: postgres.version }),
    },
    settings: { scale, rounds, seconds, warmUpSeconds },
    workloads: found,
    startMs,
    claims: checkClaims({ workloads: found, startMs }),
  };
  await keep(results);
  const text = writeReport(results);
  process.stdout.write(`\n${text}\n`);
  if (settings.write) await writePerformance(results, text);
  return results.claims.every(({ holds }) => holds) ? 0 : 1;
}

/** Opens a Gather that serves another schema; undefined where the workload needs none. */
async function openForSchema(
  { schema }: Workload,
  database: MeasuredDatabase,
  signal: AbortSignal,
): Promise<ServerProcess | undefined> {
  if (schema === undefined) return undefined;
  return openServerProcess({ ...gather, environment: { PRISMA_SCHEMA: schema } }, database, signal);
}

/** Its packages are only there where they were asked for. */
async function openPostgres(options: BenchPostgresOptions): Promise<BenchPostgres | undefined> {
  const { openBenchPostgres } = await import('./postgres/open-bench-postgres.ts');
  return openBenchPostgres(options);
}

async function keep(results: Results): Promise<void> {
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('latest.json', folder), `${JSON.stringify(results, undefined, 2)}\n`);
}

function report(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
