import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfiguration } from '../../../src/cli/read-configuration.ts';
import { type UserConfig, defineConfig } from '../../../src/index.ts';

const page = await readFile(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');

async function readDocumented(text: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-config-'));
  try {
    const path = join(folder, 'gather.config.ts');
    const index = new URL('../../../src/index.ts', import.meta.url).href;
    await writeFile(path, text.replace('gather-graphql', index));
    const env = { GATHER_CONFIG: path, INIT_CWD: folder };
    return await readConfiguration({ env }, { database: false }).catch((error: unknown) =>
      String(error).replaceAll(`${folder}/`, ''),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('The documented configuration is read', async () => {
  const [, code = ''] = /```ts gather\.config\.ts\n([^]*?)```/.exec(page) ?? [];
  expect(await readDocumented(code)).toMatchObject({
    prismaSchema: expect.stringMatching(/^\/.*\/prisma\/schema\.prisma$/),
    pageSizeMax: 500,
    corsOrigins: ['https://app.example.com'],
    mutations: false,
  });
});

test('The documented faults are those of such a file', async () => {
  const [, code = ''] = /```ts gather\.config\.ts\n([^]*?)```/.exec(page) ?? [];
  const [, faults = ''] = /```\n(The settings have[^]*?)\n```/.exec(page) ?? [];
  const faulty = code
    .replace('pageSizeMax', 'pageSizMax')
    .replace('https://app', 'app')
    .replace('mutations: false', "mutations: 'no'");
  expect((await readDocumented(faulty)) as string).toBe(`ConfigError: ${faults}`);
});

test('A configuration has types', () => {
  const config: UserConfig = defineConfig({
    pageSizeMax: 5,
    poolSize: '5',
    graphiql: 'on',
    logLevel: 'warn',
  });
  expect(config.pageSizeMax).toBe(5);
  // @ts-expect-error: not a setting.
  defineConfig({ poolSiz: 5 });
  // @ts-expect-error: not a number.
  defineConfig({ poolSize: 'five' });
  // @ts-expect-error: not a level.
  defineConfig({ logLevel: 'loud' });
  // @ts-expect-error: a list of texts.
  defineConfig({ corsOrigins: [5] });
  // @ts-expect-error: not a switch.
  defineConfig({ mutations: 'no' });
  // @ts-expect-error: it stands in the file as `schema`.
  defineConfig({ prismaSchema: 'a' });
});
