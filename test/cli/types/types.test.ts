import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { linkPackage } from '../../support/link-package.ts';
import { runInProcess as run } from '../../support/run-in-process.ts';

const root = join(import.meta.dirname, '../../..');
const folder = await mkdtemp(join(tmpdir(), 'gather-types-'));
const GATHER_CONFIG = join(folder, 'gather.config.ts');
const PRISMA_SCHEMA = join(root, 'prisma/schema.prisma');

afterAll(() => rm(folder, { recursive: true, force: true }));

const tsconfig = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    noEmit: true,
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: [join(folder, '*.ts'), join(root, 'types')],
  exclude: [],
};

/** Compiles the configurations. Returns their errors, each as the text of its line and a message. */
async function compile(): Promise<readonly (readonly [text: string | undefined, message: string])[]> {
  const parameters = ['--project', folder, '--pretty', 'false'];
  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), parameters).catch(
    (error: { stdout: string }) => error, // its exit code says that there are errors
  );
  const texts = stdout.split(/^(?=\S)/m).filter((text) => text.trim() !== '');
  return await Promise.all(
    texts.map(async (text) => {
      const [, file = '', line = '', message = ''] = /^(.*?)\((\d+),\d+\): (error [^]*)/.exec(text) ?? [];
      expect(`${file}: ${text}`).toMatch(/^\S+\.config\.ts: /);
      const lines = (await readFile(join(folder, basename(file)), 'utf8')).split('\n');
      return [lines[Number(line) - 1]?.trim(), message] as const;
    }),
  );
}

test('gather types lets the compiler find each planted mistake of a configuration, and nothing else', async () => {
  for (const file of ['gather.config.ts', 'settings.config.ts'])
    await cp(join(import.meta.dirname, file), join(folder, file));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await linkPackage(folder);
  const written = await run(['types'], { GATHER_CONFIG, PRISMA_SCHEMA });
  expect(written.complaints).not.toContain('fault');
  expect(written.output).toBe(`Wrote ${join(folder, 'gather-env.d.ts')}.\n`);
  expect((await run(['types'], { GATHER_CONFIG, PRISMA_SCHEMA })).output).toContain('is up to date.');

  expect(await compile()).toEqual([
    ["needs: ['nmae'],", expect.stringContaining(`'"nmae"' is not assignable`)],
    [
      'load: (users) => users.map(({ name }) => name),',
      expect.stringContaining("'string[]' is not assignable"),
    ],
    ['load: (only) => only.name,', expect.stringContaining("'name' does not exist")],
    ['load: (users) => users.map(({ id }) => ({ userId: id })),', expect.stringContaining('teamId')],
    ['Persn: () => ({}),', expect.stringContaining("'Persn' does not exist")],
    ['poolSiz: 5,', expect.stringContaining("'poolSiz' does not exist")],
  ]);
}, 180_000); // it compiles the whole source
