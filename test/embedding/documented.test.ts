import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import { seededDatabaseUrl } from '../support/database.ts';
import { executeDocumented } from './documented/execute.ts';
import { bundledSchema, openEmbedded, post } from './support.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');

test('The page about embedding shows code that is compiled and run', async () => {
  const blocks = [...page.matchAll(/^```ts (\S+)\n([^]*?)^```$/gm)];
  expect(blocks.map(([, file]) => file)).toEqual(['http-server.ts', 'execute.ts']);
  for (const [, file = '', code = ''] of blocks) {
    const text = await readFile(join(import.meta.dirname, 'documented', file), 'utf8');
    const shown = text.replaceAll("'../../../src/index.ts'", "'gather-graphql'").replaceAll(/^ +/gm, '');
    expect(shown).toContain(code.replaceAll(/^ +/gm, ''));
  }
});

test('The page about testing shows a test that runs', async () => {
  const testing = await readFile(join(import.meta.dirname, '../../docs/testing.md'), 'utf8');
  const blocks = [...testing.matchAll(/^```ts (\S+)\n([^]*?)^```$/gm)];
  expect(blocks.map(([, file]) => file)).toEqual(['people.test.ts', 'vitest.d.ts']);
  for (const [, file = '', code = ''] of blocks) {
    const text = await readFile(join(import.meta.dirname, 'documented/testing', file), 'utf8');
    expect(text.replace('../../../../src/open-test-gateway.ts', 'gather-graphql/test')).toBe(code);
  }
});

test('The documented call of execute is answered', async () => {
  await using embedded = await openEmbedded();
  expect(await executeDocumented(embedded.gateway)).toEqual({ data: { user: { name: expect.any(String) } } });
});

test('The documented server answers, and ends when it is told to', async () => {
  const program = join(import.meta.dirname, 'documented/http-server.ts');
  const text = await readFile(program, 'utf8');
  expect(text).toContain("'prisma/schema.prisma'");
  // The same server on a free port, and with the schema in the form that is read at once.
  const source = text
    .replace("'prisma/schema.prisma'", JSON.stringify(bundledSchema))
    .replace('.listen(4000)', ".listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())))")
    .replace('../../../src/index.ts', new URL('../../src/index.ts', import.meta.url).href);
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    env: { PATH: process.env['PATH'], DATABASE_URL: seededDatabaseUrl(), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    const port = (): string | undefined => /"port":(\d+)/.exec(output)?.[1];
    await waitUntil(() => port() !== undefined, { intervalMs: 20, timeoutMs: 30_000 });
    const answer = await post(`http://127.0.0.1:${port()}/graphql`, '{ user(id: 1) { id } }');
    expect(answer).toEqual({ status: 200, body: { data: { user: { id: '1' } } } });
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect([child.exitCode, child.signalCode]).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});
