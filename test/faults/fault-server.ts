import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalDatabaseError } from '../../src/database/local/local-database-error.ts';
import type { LocalDatabase } from '../../src/database/local/open-local-database.ts';
import { LockedError } from '../../src/std/lock-file.ts';
import { readProcessStart } from '../../src/std/process-start.ts';
import { lastLines } from '../../src/std/run-program.ts';
import { openOwnServer, type ServerKind } from '../support/own-server.ts';
import { closeConnection, openConnection } from './fault-database.ts';

/** A server that can be killed, stopped and started again on the same data. */
export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** Sends a signal to the server's process, which is this program's own. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills the server and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again; resolves when it answers on its socket. */
  readonly restart: () => Promise<void>;
}

/** It is killed: what it has acknowledged must be there afterwards. The servers of other tests leave that to haste. */
const durable = '--innodb-flush-log-at-trx-commit=1';

/** As many servers may run at once, of all runs in this clone. */
const serversMax = 16;

/** Opens a server in a folder of its own, the first that is free. */
export async function openFaultServer(
  kind: ServerKind,
  parameters: readonly string[] = [],
): Promise<FaultServer> {
  const { directory, server } = await openFirstFree(kind, [durable, ...parameters]);
  await dropLeftovers(server.url);
  let running = server;
  const { url } = server;
  let isStopped = false;
  return {
    url,
    signal: (signal) => {
      isStopped = signal === 'SIGSTOP';
      process.kill(running.pid, signal);
    },
    kill: async () => {
      if (!(await isRunning(running.pid))) throw new Error(await describeEnd(directory));
      process.kill(running.pid, 'SIGKILL');
      await running.close();
    },
    restart: async () => {
      running = await openOwnServer(kind, directory, [durable, ...parameters]);
    },
    async [Symbol.asyncDispose]() {
      // One that is stopped cannot end in good order.
      if (isStopped) process.kill(running.pid, 'SIGCONT');
      await running.close();
    },
  };
}

async function isRunning(pid: number): Promise<boolean> {
  return (await readProcessStart(pid, process)) !== undefined;
}

async function describeEnd(directory: string): Promise<string> {
  const log = await readFile(join(directory, 'database/server.log'), 'utf8');
  return `The server had ended by itself before it was killed. The end of its log:\n${lastLines(log, 15)}`;
}

async function openFirstFree(
  kind: ServerKind,
  parameters: readonly string[],
): Promise<{ directory: string; server: LocalDatabase }> {
  for (let slot = 1; ; slot += 1) {
    const directory = join(import.meta.dirname, '../../.gather/faults', `${kind}-${slot}`);
    try {
      return { directory, server: await openOwnServer(kind, directory, parameters) };
    } catch (error) {
      const isTaken = error instanceof LocalDatabaseError && error.cause instanceof LockedError;
      if (!isTaken || slot === serversMax) throw error;
    }
  }
}

/** A fault whose server was down at its end could not drop its database. */
async function dropLeftovers(url: string): Promise<void> {
  const connection = await openConnection(url);
  const rows = await connection.query<{ name: string }[]>(
    "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'gather\\_test\\_%'",
  );
  for (const { name } of rows) await connection.query(`DROP DATABASE ${connection.escapeId(name)}`);
  await closeConnection(connection);
}
