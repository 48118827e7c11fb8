import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../src/std/wait-until.ts';
import type { Dialect } from './dialect.ts';
import type { ServerScript } from './servers.ts';

/** Where a server reads, and what is counted there. */
export interface MeasuredDatabase {
  readonly url: string;
  readonly pid: number;
  /** How many statements it has run since it was started. */
  readonly readStatements: () => Promise<number>;
  /** Removes the posts that a workload has made, with their comments. */
  readonly removeNewPosts: () => Promise<void>;
}

/** A server that runs in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly database: MeasuredDatabase;
  readonly dialect: Dialect | undefined;
  /** From its start until it answered. */
  readonly startMs: number;
}

const startTimeoutMs = 30_000;
const stopTimeoutMs = 5_000;

/** Starts a server with nothing in its environment but what it is told here, and waits until it answers a lookup. */
export async function openServerProcess(
  { name, parameters, environment, dialect }: ServerScript,
  database: MeasuredDatabase,
  signal: AbortSignal,
): Promise<ServerProcess> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...parameters], {
    stdio: ['ignore', 2, 2],
    env: {
      PATH: process.env['PATH'],
      ENV_FILE: '/dev/null', // a developer's own settings are not for figures that are compared
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      DATABASE_URL: database.url,
      ...environment,
    },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`The server ${name} could not be started.`);
  const ended = once(child, 'exit');
  await using opened = new AsyncDisposableStack();
  opened.defer(async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, delay(stopTimeoutMs, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await ended;
  });
  const isAnswering = async (): Promise<boolean> => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ${name} has ended.`);
    return await answersLookup(port);
  };
  if (!(await waitUntil(isAnswering, { intervalMs: 10, timeoutMs: startTimeoutMs, signal })))
    throw new Error(`The server ${name} does not answer ${startTimeoutMs} ms after its start.`);
  const startMs = performance.now() - startedAt;
  const running = opened.move();
  return { name, pid, port, database, dialect, startMs, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No free port could be found.');
  return address.port;
}

async function answersLookup(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ user(id: 1) { name } }' }),
    });
    return response.ok && (await response.text()).startsWith('{"data":{"user":{');
  } catch (error) {
    if (error instanceof TypeError) return false; // what fetch makes of a refused connection
    throw error;
  }
}
