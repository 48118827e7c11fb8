import type { LoadPlan } from './load/load-plan.ts';
import { runLoad } from './load/run-load.ts';
import type { ServerProcess } from './open-server-process.ts';
import { readCpuMs, readMemoryMb } from './process-usage.ts';

/** The figures of one server under one load. */
export interface Measurement {
  /** CPU time of the server and its database together for each request. */
  readonly cpuMs: number;
  /** CPU time of the server's processes for each request. */
  readonly serverCpuMs: number;
  /** CPU time of the database's processes for each request. */
  readonly databaseCpuMs: number;
  /** Statements that the database ran for each request. */
  readonly statements: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requestsPerSecond: number;
  /** The server's memory at the end of the load. */
  readonly memoryMb: number;
  /** The most of its memory from the first minute on, where the load was longer. */
  readonly memoryMostMb: number;
}

const memoryEveryMs = 1_000;

/** Loads a server and divides what it and its database used meanwhile by the requests answered. */
export async function measure(
  server: ServerProcess,
  load: Omit<LoadPlan, 'port'>,
  signal: AbortSignal,
): Promise<Measurement> {
  const before = await readCounters(server);
  const memory: number[] = [];
  const sampling = setInterval(() => {
    readMemoryMb(server.pid).then((mb) => memory.push(mb), ignore);
  }, memoryEveryMs);
  const { requests, seconds, p50Ms, p99Ms } = await runLoad({ port: server.port, ...load }, signal).finally(
    () => clearInterval(sampling),
  );
  const after = await readCounters(server);
  const memoryMb = await readMemoryMb(server.pid);
  const later = memory.slice(Math.min(60_000 / memoryEveryMs, memory.length >> 1));
  const serverCpuMs = (after.serverCpuMs - before.serverCpuMs) / requests;
  const databaseCpuMs = (after.databaseCpuMs - before.databaseCpuMs) / requests;
  return {
    cpuMs: serverCpuMs + databaseCpuMs,
    serverCpuMs,
    databaseCpuMs,
    statements: (after.statements - before.statements) / requests,
    p50Ms,
    p99Ms,
    requestsPerSecond: requests / seconds,
    memoryMb,
    memoryMostMb: Math.max(memoryMb, ...later),
  };
}

async function readCounters({
  pid,
  database,
}: ServerProcess): Promise<{ serverCpuMs: number; databaseCpuMs: number; statements: number }> {
  return {
    serverCpuMs: await readCpuMs(pid),
    databaseCpuMs: await readCpuMs(database.pid),
    statements: await database.readStatements(),
  };
}

/** The median of each figure on its own, since a disturbance from outside hits one round and not the others. */
export function takeMedians(rounds: readonly Measurement[]): Measurement {
  const [first] = rounds;
  if (first === undefined) throw new Error('Expected at least one round.');
  const medians = Object.keys(first).map((name) => {
    const sorted = rounds.map((round) => round[name as keyof Measurement]).toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    const low = sorted[Math.ceil(middle) - 1] ?? 0;
    return [name, (low + (sorted[Math.floor(middle)] ?? low)) / 2];
  });
  return Object.fromEntries(medians) as Measurement; // the same names
}

function ignore(): void {}
