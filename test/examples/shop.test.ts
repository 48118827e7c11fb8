import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase } from '../support/database.ts';
import { openGatewayProcess, runToEnd } from '../support/gateway-process.ts';
import { linkPackage } from '../support/link-package.ts';

const example = join(import.meta.dirname, '../../examples/shop');
const folder = await mkdtemp(join(tmpdir(), 'gather-shop-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the service that takes money, on a free port. */
async function openPayments(): Promise<{ readonly url: string } & AsyncDisposable> {
  const child = spawn(process.execPath, [join(example, 'payments.ts')], {
    env: { PATH: process.env['PATH'], PAYMENTS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const port = (): string | undefined => /"port":(\d+)/.exec(output)?.[1];
  await waitUntil(() => port() !== undefined, { intervalMs: 20, timeoutMs: 30_000 });
  return {
    url: `http://127.0.0.1:${port()}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'gather-trace': '1' },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

/** The latest order of a customer, with its lines. */
const latest = (pieces: number[], titles: string[], costs: string[]): unknown => ({
  state: 'open',
  lines: {
    nodes: pieces.map((count, at) => ({
      pieces: count,
      product: { title: titles[at], cost: { amount: costs[at] } },
    })),
  },
});

test('The shop of the examples is pulled, typed, started and answers as its page says', async () => {
  await cp(example, folder, { recursive: true });
  await linkPackage(folder);
  await using database = await openTestDatabase('nothing');
  const statements = (await readFile(join(folder, 'schema.sql'), 'utf8')).split(/;\s*$/m);
  for (const statement of statements) if (statement.trim() !== '') await database.connection.query(statement);
  await using payments = await openPayments();
  const settings = {
    GATHER_CONFIG: join(folder, 'gather.config.ts'),
    DATABASE_URL: database.url,
    PAYMENTS_URL: payments.url,
  };
  expect(await runToEnd(['pull'], settings)).toMatchObject({ code: 0 });
  expect(await runToEnd(['types'], settings)).toMatchObject({ code: 0 });
  expect(await readFile(join(folder, 'gather-env.d.ts'), 'utf8')).toContain('readonly firstName: string;');

  await using gateway = await openGatewayProcess(settings);
  await gateway.ready();
  const page = await readFile(join(folder, 'README.md'), 'utf8');
  const [, documented = ''] = /```graphql\n([^]*?)```/.exec(page) ?? [];
  const answer = await ask(gateway.url, documented);
  expect(answer).toMatchObject({
    data: {
      customers: {
        nodes: [
          { fullName: 'Ada Lovelace', latestOrder: latest([2], ['Teapot'], ['24.50']) },
          { fullName: 'Alan Turing', latestOrder: latest([1, 3], ['Kettle', 'Teapot'], ['39.90', '24.50']) },
        ],
      },
    },
    extensions: { gather: { statements: { length: 5 } } },
  });

  expect(await ask(gateway.url, 'mutation { payOrder(orderId: 1) { state receipt } }')).toMatchObject({
    data: { payOrder: { state: 'paid', receipt: 'receipt-1' } },
  });
  expect(await ask(gateway.url, 'mutation { payOrder(orderId: 3) { state } }')).toMatchObject({
    errors: [{ message: 'The payment was declined.' }],
  });
  expect(await ask(gateway.url, 'mutation { payOrder(orderId: 2) { state } }')).toMatchObject({
    errors: [{ path: ['payOrder'], extensions: { code: 'TIMEOUT' } }],
  });
  expect(await ask(gateway.url, 'mutation { payOrder(orderId: 1) { state } }')).toMatchObject({
    errors: [{ message: 'There is no such open order.' }],
  });
  await payments[Symbol.asyncDispose]();
  expect(await ask(gateway.url, 'mutation { payOrder(orderId: 2) { state } }')).toMatchObject({
    errors: [{ message: 'Unexpected error.' }],
  });
  expect(
    await ask(gateway.url, '{ unpaid: orders(where: { state: { equals: open } }) { nodes { id receipt } } }'),
  ).toEqual({
    data: {
      unpaid: {
        nodes: [
          { id: '2', receipt: null },
          { id: '3', receipt: null },
        ],
      },
    },
    extensions: expect.anything(),
  });
});
