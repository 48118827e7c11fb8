import { runLoad } from '../../bench/load/run-load.ts';
import { readMemoryMb } from '../../bench/process-usage.ts';
import { readAnswers } from '../../bench/read-answers.ts';
import { mixed } from '../../bench/workloads/mixed.ts';
import { openGatewayProcess } from '../support/gateway-process.ts';

/** What a soak found. */
export interface Soak {
  readonly requests: number;
  /** The most memory that the gateway had in RAM. */
  readonly mostMb: number;
}

/** How a soak is run. */
export interface SoakOptions {
  /** A database with the demo directory; it is written to. */
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What a container of 256 MB leaves to the gateway. */
export const memoryMaxMb = 230;

/** The demo directory. */
const directory = { users: 1_000, posts: 5_000, comments: 20_000, heavyPost: { id: 1, comments: 0 } };

const connections = 64;
const sliceSeconds = 10;

/**
 * A machine with other work may be slow, and an answer is compared with what it was alone; whether answers come in time is
 * not what a soak is for.
 */
const patience = {
  STATEMENT_TIMEOUT_MS: '60000',
  TRANSACTION_TIMEOUT_MS: '60000',
  REQUEST_TIMEOUT_MS: '60000',
  CONNECT_TIMEOUT_MS: '60000',
  LOCK_TIMEOUT_SECONDS: '50',
  EVENT_LOOP_DELAY_MAX_MS: '600000',
};

/** Has many clients send lookups, trees and writes to a gateway as in production, and watches its memory. */
export async function runSoak({ databaseUrl, seconds, report, signal }: SoakOptions): Promise<Soak> {
  await using gateway = await openGatewayProcess({
    DATABASE_URL: databaseUrl,
    NODE_ENV: 'production',
    MEMORY_LIMIT_MB: '256',
    ...patience,
  });
  await gateway.ready();
  const server = { name: 'gather', port: Number(new URL(gateway.url).port) };
  const bodies = mixed.buildRequests(directory).map((request) => JSON.stringify(request));
  const exchanges = await readAnswers(server, bodies);
  let requests = 0;
  let mostMb = 0;
  for (let left = seconds; left > 0; left -= sliceSeconds) {
    const slice = { port: server.port, connections, exchanges, seconds: Math.min(left, sliceSeconds) };
    requests += (await runLoad(slice, signal)).requests;
    const memoryMb = await readMemoryMb(gateway.pid);
    mostMb = Math.max(mostMb, memoryMb);
    report(`${seconds - left + slice.seconds} s: ${requests} requests, ${Math.round(memoryMb)} MB`);
  }
  gateway.kill('SIGTERM');
  await gateway.ended;
  return { requests, mostMb };
}
