import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { type GatewayProcess, openGatewayProcess, type Settings } from '../support/gateway-process.ts';
import { ask, workerPids } from '../support/two-processes.ts';

/** The long form: RELOADS=20 RELOAD_REQUESTS=10000 npx vitest run test/cli/reload.test.ts */
const reloads = Number(process.env['RELOADS'] ?? 3);
const requests = Number(process.env['RELOAD_REQUESTS'] ?? 600);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gather-reload-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** A gateway with a configuration file, which a test can save. */
interface Configured extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  readonly path: string;
  /** Saves a file as an editor does, by renaming. */
  readonly save: (text: string, name?: string) => Promise<void>;
  /** Counts the lines of the log with this message. */
  readonly count: (message: string) => number;
}

async function open(text: string, options: readonly string[], settings: Settings = {}): Promise<Configured> {
  const own = await mkdtemp(join(folder, 'case-'));
  const path = join(own, 'gather.config.ts');
  const save = async (saved: string, name = 'gather.config.ts'): Promise<void> => {
    await writeFile(join(own, 'draft'), saved);
    await rename(join(own, 'draft'), join(own, name));
  };
  await save(text);
  const gateway = await openGatewayProcess(
    { DATABASE_URL: seededDatabaseUrl(), NODE_ENV: 'production', GATHER_CONFIG: path, ...settings },
    options,
  );
  await gateway.ready();
  return {
    gateway,
    path,
    save,
    count: (message) => gateway.lines().filter(({ msg }) => msg === message).length,
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

const reloaded = 'The configuration was reloaded';
const refused = 'The configuration was not reloaded, and the one before it remains in force';
const twoUsers = '{ users(first: 2) { nodes { id } } }';

/** Waits for what takes several starts of processes, and must come. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  expect(await waitUntil(condition, { intervalMs: 20, timeoutMs: 100_000 })).toBe(true);
}

/** Returns the largest page that the gateway allows. */
async function readPageSizeMax(url: string): Promise<string | undefined> {
  const { errors } = await ask(url, '{ users(first: 9999) { totalCount } }');
  return /from 0 to (\d+)/.exec(JSON.stringify(errors))?.[1];
}

describe('SIGHUP', () => {
  test(
    'replaces the processes without losing a request of a connection that is kept',
    { timeout: 600_000 },
    async () => {
      await using configured = await open('export default { pageSizeMax: 100 };', ['--reload']);
      const { gateway, save, count } = configured;
      const agent = new Agent({ keepAlive: true, maxSockets: 16, scheduling: 'fifo' });
      const failures: unknown[] = [];
      const state = { answered: 0, isDone: false };
      const client = async (): Promise<void> => {
        while (!state.isDone || state.answered < requests) {
          const answer = await post(gateway.url, agent).catch((error: unknown) => String(error));
          if (answer === '200 {"data":{"users":{"nodes":[{"id":"1"},{"id":"2"}]}}}') state.answered += 1;
          else failures.push(answer);
        }
      };
      // Fewer clients than connections, so that some are idle while a process is replaced.
      const clients = Array.from({ length: 6 }, client);
      for (let reload = 1; reload <= reloads; reload += 1) {
        await save(`export default { pageSizeMax: ${100 + reload} };`);
        gateway.kill('SIGHUP');
        await until(() => count(reloaded) === reload);
        expect(await readPageSizeMax(gateway.url)).toBe(String(100 + reload));
      }
      state.isDone = true;
      await Promise.all(clients);
      agent.destroy();
      expect(failures).toEqual([]);
      expect(state.answered).toBeGreaterThanOrEqual(requests);
      expect(new Set(workerPids(gateway)).size).toBe(reloads + 1);
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
      expect(gateway.complaints()).toBe('');
    },
  );

  test(
    'leaves the process before in force if the new one has a fault or cannot serve',
    { timeout: 600_000 },
    async () => {
      const databaseUrl = JSON.stringify(seededDatabaseUrl());
      await using configured = await open(
        `export default { databaseUrl: ${databaseUrl}, pageSizeMax: 100 };`,
        ['--reload'],
        { DATABASE_URL: '', RELOAD_TIMEOUT_MS: '5000' },
      );
      const { gateway, save, count } = configured;
      const faults = [
        ['export default { pageSizeMax: 0 };', 'gather.config.ts:1: pageSizeMax: expected a whole number'],
        ['export default { pageSizeMax: };', 'gather.config.ts:1: '],
        [
          `export default { databaseUrl: ${databaseUrl}, schema: './gone.prisma' };`,
          'expected a .prisma file or a folder of them',
        ],
        ["export default { databaseUrl: 'mysql://root@127.0.0.1:9/app' };", 'RELOAD_TIMEOUT_MS'],
      ] as const;
      for (const [index, [text, fault]] of faults.entries()) {
        await save(text);
        gateway.kill('SIGHUP');
        await until(() => count(refused) === index + 1);
        const line = gateway.lines().findLast(({ msg }) => msg === refused);
        expect(line).toMatchObject({ level: 'error', reason: expect.stringContaining(fault) });
        expect(await readPageSizeMax(gateway.url)).toBe('100');
      }
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
    },
  );

  test('changes the number of processes', { timeout: 600_000 }, async () => {
    await using configured = await open('export default { processes: 1 };', ['--reload']);
    const { gateway, save, count } = configured;
    for (const [index, processes] of [2, 1].entries()) {
      await save(`export default { processes: ${processes} };`);
      gateway.kill('SIGHUP');
      await until(() => count(reloaded) === index + 1);
      const serving = `{"serving":${processes},"of":${processes}}`;
      await until(async () => (await readReadiness(gateway.url)).includes(serving));
    }
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test(
    'asks for --reload where there is only one process, which serves on',
    { timeout: 600_000 },
    async () => {
      await using configured = await open('export default {};', []);
      const { gateway, count } = configured;
      gateway.kill('SIGHUP');
      await until(
        () =>
          count('The only process cannot be replaced, so SIGHUP reloads nothing. Start with --reload') === 1,
      );
      expect(await ask(gateway.url, twoUsers)).toMatchObject({ data: {} });
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
    },
  );

  test(
    'of several at once makes one further reload, and a stop in the middle of it ends all',
    { timeout: 600_000 },
    async () => {
      await using configured = await open('export default {};', ['--reload']);
      const { gateway, count } = configured;
      gateway.kill('SIGHUP');
      await until(() => count('Reloading the configuration') === 1);
      for (let signal = 0; signal < 5; signal += 1) gateway.kill('SIGHUP');
      await until(() => count(reloaded) === 2);
      gateway.kill('SIGHUP');
      await until(() => count('Reloading the configuration') === 3);
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
      expect(gateway.complaints()).toBe('');
    },
  );
});

describe('An own field of gather.config.ts', () => {
  const query = '{ user(id: 1) { greeting } }';

  test('is served by a single process', async () => {
    await using configured = await open(writeGreeting('Hello'), []);
    expect(await ask(configured.gateway.url, query)).toEqual(greets('Hello'));
  });

  test('changes with a reload, unless it has a fault', { timeout: 600_000 }, async () => {
    await using configured = await open(writeGreeting('Hello'), ['--reload']);
    const { gateway, save, count } = configured;
    expect(await ask(gateway.url, query)).toEqual(greets('Hello'));
    await save(writeGreeting('Good day'));
    gateway.kill('SIGHUP');
    await until(() => count(reloaded) === 1);
    expect(await ask(gateway.url, query)).toEqual(greets('Good day'));
    await save("export default { extend: { User: (user) => ({ greeting: user.field('Strin') }) } };");
    gateway.kill('SIGHUP');
    await until(() => count(refused) === 1);
    expect(await ask(gateway.url, query)).toEqual(greets('Good day'));
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });
});

describe('gather start --watch', () => {
  test(
    'reloads when the configuration, what it imports, or the schema changes',
    { timeout: 600_000 },
    async () => {
      const config =
        "import { size } from './size.ts';\nexport default { schema: 'schema.prisma', pageSizeMax: size };";
      const own = await mkdtemp(join(folder, 'watch-'));
      await writeFile(join(own, 'size.ts'), 'export const size = 30;');
      await writeFile(join(own, 'schema.prisma'), schema('name String'));
      const path = join(own, 'gather.config.ts');
      await writeFile(path, config);
      await using gateway = await openGatewayProcess(
        {
          DATABASE_URL: seededDatabaseUrl(),
          NODE_ENV: 'production',
          INTROSPECTION: 'true',
          GATHER_CONFIG: path,
        },
        ['--watch'],
      );
      await gateway.ready();
      const count = (message: string): number => gateway.lines().filter(({ msg }) => msg === message).length;
      await writeFile(join(own, 'size.ts'), 'export const size = ;');
      await until(() => count(refused) === 1);
      await writeFile(join(own, 'size.ts'), 'export const size = 40;');
      await until(() => count(reloaded) === 1);
      expect(await readPageSizeMax(gateway.url)).toBe('40');
      await writeFile(join(own, 'schema.prisma'), schema('name String\n email String'));
      await until(() => count(reloaded) === 2);
      expect(await ask(gateway.url, '{ user(id: 1) { email } }')).toMatchObject({
        data: { user: { email: expect.any(String) } },
      });
      await writeFile(path, config.replace('Max: size', 'Max: 50'));
      await until(() => count(reloaded) === 3);
      expect(await readPageSizeMax(gateway.url)).toBe('50');
      gateway.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
    },
  );
});

/** Returns what the probe says over a connection of its own. */
async function readReadiness(url: string): Promise<string> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } });
  return await response.text();
}

/** The answer of a user who is greeted so. */
function greets(greeting: string): unknown {
  return { data: { user: { greeting: expect.stringMatching(`^${greeting} .+`) } } };
}

/** Writes a configuration with an own field that greets a user. */
function writeGreeting(greeting: string): string {
  return `export default { extend: { User: (user) => ({ greeting: user.field('String!', {
    needs: ['name'], load: (users) => users.map(({ name }) => '${greeting} ' + name) }) }) } };`;
}

/** Writes a Prisma schema of one model with a field besides its key. */
function schema(field: string): string {
  return `datasource db {\n provider = "mysql"\n}\nmodel User {\n id Int @id\n ${field}\n}\n`;
}

/** Posts a document over a connection of the agent. Returns the status and the body. */
function post(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      readText(response).then((body) => resolve(`${response.statusCode} ${body}`), reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: twoUsers }));
  });
}
