import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readProcessStart } from '../../src/std/process-start.ts';
import { sendBlocked } from '../support/blocked-request.ts';
import { openTestDatabase, seededDatabaseUrl } from '../support/database.ts';
import {
  type GatewayProcess,
  openCommand,
  openGatewayProcess,
  probe,
  runToEnd,
} from '../support/gateway-process.ts';
import { answererPids, ask, openTwoProcesses, until, workerPids } from '../support/two-processes.ts';

async function askReady(url: string): Promise<string> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } });
  return `${response.status} ${await response.text()}`;
}

const twoServe = '200 {"status":"ready","processes":{"serving":2,"of":2}}';

/** Waits until so many have begun to listen since the start, and two of them serve. */
async function waitForServing(gateway: GatewayProcess, begun: number): Promise<void> {
  await until(async () => workerPids(gateway).length === begun && (await askReady(gateway.url)) === twoServe);
}

describe('A gateway of two processes', () => {
  test('answers on one port by both, and says once that it is ready', async () => {
    await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl() });
    expect(workerPids(gateway)).toHaveLength(2);
    // Who has time takes a connection: which one that is, the system says.
    await until(async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(gateway.url)));
      for (const answer of answers) expect(answer).toEqual({ data: { users: { totalCount: 1_000 } } });
      return workerPids(gateway).every((pid) => answererPids(gateway).includes(pid));
    });
    expect(new Set(answererPids(gateway)).size).toBe(2);
    expect(gateway.lines().filter(({ msg }) => msg === 'Gather is ready.')).toEqual([
      expect.objectContaining({ pid: gateway.pid, url: gateway.url }),
    ]);
    expect(await askReady(gateway.url)).toBe(twoServe);
    expect(gateway.output().trimEnd().split('\n')).toHaveLength(gateway.lines().length);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.complaints()).toBe('');
  });

  test('takes no more connections to the database than one would', async () => {
    await using database = await openTestDatabase('tables');
    await using gateway = await openTwoProcesses({ DATABASE_URL: database.url, POOL_SIZE: '5' });
    const count = async (condition: string): Promise<number> => {
      const [row] = await database.connection.query<{ found: number }[]>(
        `SELECT COUNT(*) AS found FROM information_schema.PROCESSLIST WHERE DB = ? AND ${condition}`,
        [database.name],
      );
      return Number(row?.found);
    };
    await database.connection.query('LOCK TABLES `User` WRITE');
    // Each is a shape, and so a statement, of its own.
    const answers: ReturnType<typeof ask>[] = [];
    const send = (): void => {
      answers.push(ask(gateway.url, `{ users(first: ${answers.length + 1}) { nodes { id } } }`));
    };
    for (let each = 0; each < 40; each++) send();
    let most = 0;
    await until(async () => {
      send(); // until it comes to one that has room, whoever took the others
      const waiting = await count("STATE LIKE 'Waiting for table%'");
      most = Math.max(most, waiting);
      return waiting === 5;
    });
    // Beside the pool: this test's own, and the one by which each process watches the database.
    expect(await count('TRUE')).toBeLessThanOrEqual(5 + 2 + 1);
    await database.connection.query('UNLOCK TABLES');
    for (const answer of answers) expect(await answer).toEqual({ data: { users: { nodes: [] } } });
    expect(most).toBe(5);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('replaces one that is stopped, as it does one that has died', { timeout: 120_000 }, async () => {
    const settings = { DATABASE_URL: seededDatabaseUrl(), HEARTBEAT_TIMEOUT_MS: '5000' };
    await using gateway = await openTwoProcesses(settings);
    const [first = 0] = workerPids(gateway);
    process.kill(first, 'SIGSTOP');
    await waitForServing(gateway, 3);
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', worker: first, signal: 'SIGKILL' }),
    );
    expect(await ask(gateway.url)).toEqual({ data: { users: { totalCount: 1_000 } } });
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('answers on while one is killed, and has two again', async () => {
    await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl() });
    const [first = 0, second = 0] = workerPids(gateway);
    const over = new AbortController();
    let answered = 0;
    let failed = 0;
    const send = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await ask(gateway.url).then(
          () => (answered += 1),
          () => (failed += 1),
        );
        await delay(5);
      }
    };
    const clients = Array.from({ length: 3 }, send);
    await until(() => answered > 10);
    process.kill(first, 'SIGKILL');
    const before = answered;
    await until(() => answered > before + 10);
    await waitForServing(gateway, 3);
    over.abort();
    await Promise.all(clients);
    // What the killed one had in its hands.
    expect(failed).toBeLessThanOrEqual(clients.length);
    expect(gateway.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', pid: gateway.pid, worker: first, signal: 'SIGKILL' }),
    );
    expect(workerPids(gateway).slice(0, 2)).toContain(second);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('has both replaced when both are killed, at the port that it has', async () => {
    await using command = openCommand(['start'], {
      PROCESSES: '2',
      PORT: '0',
      NODE_ENV: 'production',
      DATABASE_URL: seededDatabaseUrl(),
    });
    const findUrl = (): string | undefined =>
      /"url":"([^"]*)","msg":"Gather is ready/.exec(command.output())?.[1];
    await until(() => findUrl() !== undefined);
    const url = findUrl() ?? '';
    const listening = (): string[] =>
      [...command.output().matchAll(/"pid":(\d+),[^\n]*"Listening"/g)].map(([, pid = '']) => pid);
    const pids = listening();
    expect(pids).toHaveLength(2);
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL');
    await until(() => listening().length === 4);
    expect(await ask(url)).toEqual({ data: { users: { totalCount: 1_000 } } });
    command.kill('SIGTERM');
    expect(await command.ended).toBe(0);
  });

  test('replaces one that is asked to stop, which answers first', async () => {
    await using database = await openTestDatabase('tables');
    await using gateway = await openTwoProcesses({ DATABASE_URL: database.url });
    const { outcome } = await sendBlocked(gateway, database);
    const [first = 0, second = 0] = workerPids(gateway);
    for (const pid of [first, second]) process.kill(pid, 'SIGTERM');
    await until(() => gateway.lines().filter(({ msg }) => msg.startsWith('Stopping')).length === 2);
    await database.connection.query('UNLOCK TABLES');
    expect(await outcome).toEqual({ data: { users: { nodes: [] } } });
    await waitForServing(gateway, 4);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.lines().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('ends when the process that was started is killed, and leaves the port', async () => {
    await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl() });
    gateway.kill('SIGKILL');
    // Its output is closed when nobody has it any more.
    expect(await gateway.ended).toBeUndefined();
    expect(await probe(gateway.url, 'live')).toBe(0);
    for (const pid of workerPids(gateway)) expect(await readProcessStart(pid, process)).toBeUndefined();
  });
});

describe('A gateway of two processes that is asked to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s to all of them answers what is in flight and ends with 0',
    async (signal) => {
      await using database = await openTestDatabase('tables');
      await using gateway = await openTwoProcesses({ DATABASE_URL: database.url });
      const { outcome } = await sendBlocked(gateway, database);
      // As a terminal or a supervisor does.
      for (const pid of [...workerPids(gateway), gateway.pid]) process.kill(pid, signal);
      await until(() => gateway.lines().filter(({ msg }) => msg.startsWith('Stopping')).length === 3);
      expect([0, 503]).toContain(await probe(gateway.url, 'ready'));
      await database.connection.query('UNLOCK TABLES');
      expect(await outcome).toEqual({ data: { users: { nodes: [] } } });
      expect(await gateway.ended).toBe(0);
      expect(gateway.complaints()).toBe('');
    },
  );

  test('ends with 1 at its deadline when a request is stuck', async () => {
    await using database = await openTestDatabase('tables');
    await using gateway = await openTwoProcesses({ DATABASE_URL: database.url, SHUTDOWN_TIMEOUT_MS: '300' });
    const { outcome } = await sendBlocked(gateway, database);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(1);
    expect(await outcome).toBe('cut off');
    await database.connection.query('UNLOCK TABLES');
  });

  test('a second time ends at once, with 1', async () => {
    await using database = await openTestDatabase('tables');
    await using gateway = await openTwoProcesses({ DATABASE_URL: database.url });
    const { outcome } = await sendBlocked(gateway, database);
    gateway.kill('SIGTERM');
    await until(() => gateway.output().includes('Stopping'));
    let code: number | undefined;
    void gateway.ended.then((exitCode) => (code = exitCode));
    await until(() => {
      gateway.kill('SIGTERM');
      return code !== undefined;
    });
    expect(code).toBe(1);
    expect(await outcome).toBe('cut off');
    await database.connection.query('UNLOCK TABLES');
  });

  test('while it still waits for its database ends with 0', async () => {
    const settings = { PROCESSES: '2', DATABASE_URL: 'mysql://root@127.0.0.1:9/app' };
    await using gateway = await openGatewayProcess(settings);
    await until(async () => (await probe(gateway.url, 'ready')) === 503);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).not.toContain('Gather is ready.');
  });
});

describe('A gateway of several processes that cannot start', () => {
  test('says once that its port is taken, and ends with 1', async () => {
    await using gateway = await openTwoProcesses({ DATABASE_URL: seededDatabaseUrl() });
    const port = new URL(gateway.url).port;
    for (const processes of ['1', '2']) {
      const { code, output, complaints } = await runToEnd(['start'], {
        PROCESSES: processes,
        PORT: port,
        DATABASE_URL: seededDatabaseUrl(),
      });
      expect(code).toBe(1);
      expect(complaints).toBe(
        `Port ${port} of 127.0.0.1 is in use by another process: stop that one, or set PORT to a free port (0 takes any).\n`,
      );
      expect(output).toBe('');
    }
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('says once what is wrong with its database, and ends with 1', async () => {
    await using database = await openTestDatabase('tables');
    await database.connection.query('UPDATE _prisma_migrations SET finished_at = NULL');
    const settings = { PROCESSES: '2', PORT: '0', DATABASE_URL: database.url };
    const { code, complaints } = await runToEnd(['start'], settings);
    expect(code).toBe(1);
    expect(complaints.match(/did not finish/g)).toHaveLength(1);
  });

  test.each([
    {
      settings: { POOL_SIZE: '3', QUEUE_LIMIT: '2' },
      faults: [
        'POOL_SIZE: expected at least PROCESSES (4), got 3',
        'QUEUE_LIMIT: expected at least PROCESSES (4), got 2',
      ],
    },
    {
      settings: { DATABASE_URL: 'mysql://ann:hunter2@localhost/app?connection_limit=2' },
      faults: ['DATABASE_URL: the option connection_limit: expected at least PROCESSES (4), got 2'],
    },
  ])(
    'names what there is less of than processes, with exit code 2: $faults',
    async ({ settings, faults }) => {
      const { code, output, complaints } = await runToEnd(['start'], { PROCESSES: '4', ...settings });
      expect(code).toBe(2);
      expect(output).toBe('');
      const [, ...told] = complaints.trimEnd().split('\n');
      expect(told).toEqual(faults.map((fault) => `  ${fault}`));
    },
  );
});
