import type { LoadPlan } from './load/load-plan.ts';
import { runLoad } from './load/run-load.ts';
import type { BenchDatabase } from './open-bench-database.ts';
import type { ServerProcess } from './open-server-process.ts';
import { readCpuMs, readMemoryMb } from './process-usage.ts';

/** The figures of one server under one load. */
export interface Measurement {
  /** CPU time of the server's process for each request. */
  readonly serverCpuMs: number;
  /** CPU time of the database's process for each request. */
  readonly databaseCpuMs: number;
  /** SELECTs that the database ran for each request. */
  readonly statements: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requestsPerSecond: number;
  /** The server's memory at the end of the load. */
  readonly memoryMb: number;
}

/** Loads a server and divides what its process and the database used meanwhile by the requests answered. */
export async function measure(
  server: ServerProcess,
  database: BenchDatabase,
  load: Omit<LoadPlan, 'port'>,
  signal: AbortSignal,
): Promise<Measurement> {
  const before = await readCounters(server, database);
  const { requests, seconds, p50Ms, p99Ms } = await runLoad({ port: server.port, ...load }, signal);
  const after = await readCounters(server, database);
  return {
    serverCpuMs: (after.serverCpuMs - before.serverCpuMs) / requests,
    databaseCpuMs: (after.databaseCpuMs - before.databaseCpuMs) / requests,
    statements: (after.statements - before.statements) / requests,
    p50Ms,
    p99Ms,
    requestsPerSecond: requests / seconds,
    memoryMb: await readMemoryMb(server.pid),
  };
}

async function readCounters(
  server: ServerProcess,
  database: BenchDatabase,
): Promise<{ serverCpuMs: number; databaseCpuMs: number; statements: number }> {
  return {
    serverCpuMs: await readCpuMs(server.pid),
    databaseCpuMs: await readCpuMs(database.pid),
    statements: await database.readStatements(),
  };
}

/** The median of each figure on its own, since a disturbance from outside hits one round and not the others. */
export function takeMedians(rounds: readonly Measurement[]): Measurement {
  const median = (name: keyof Measurement): number => {
    const sorted = rounds.map((round) => round[name]).toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    const low = sorted[Math.ceil(middle) - 1] ?? 0;
    return (low + (sorted[Math.floor(middle)] ?? low)) / 2;
  };
  return {
    serverCpuMs: median('serverCpuMs'),
    databaseCpuMs: median('databaseCpuMs'),
    statements: median('statements'),
    p50Ms: median('p50Ms'),
    p99Ms: median('p99Ms'),
    requestsPerSecond: median('requestsPerSecond'),
    memoryMb: median('memoryMb'),
  };
}
