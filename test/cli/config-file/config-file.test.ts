import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../src/cli/read-configuration.ts';
import { ConfigError } from '../../../src/config.ts';
import { runToEnd } from '../../support/gateway-process.ts';

const index = new URL('../../../src/index.ts', import.meta.url).href;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gather-config-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** Writes files into a folder of their own. Returns the path of the first. */
async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const own = await mkdtemp(join(folder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(own, name)), { recursive: true });
    await writeFile(join(own, name), text);
  }
  return join(own, Object.keys(files)[0] ?? '');
}

/** Reads a configuration. Returns its faults, with the folder of the file cut off. */
async function readFaults(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const path = await write(files);
  const error: unknown = await readConfiguration({ env: { GATHER_CONFIG: path } }, { database: false }).catch(
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigError)) throw error;
  return error.faults.map((fault) => fault.replaceAll(`${dirname(path)}/`, ''));
}

describe('gather.config.ts', () => {
  test('gives settings in native types and as text, and the environment takes precedence', async () => {
    const path = await write({
      'gather.config.ts': `import { defineConfig } from '${index}';
import { size } from './sizes.ts';
export default defineConfig({
  schema: 'prisma/schema.prisma',
  pageSizeMax: size,
  pageSizeDefault: '7',
  mutations: false,
  corsOrigins: ['https://a.example', 'https://b.example'],
  production: true,
  poolSize: 5,
  port: 5,
  host: undefined,
  databaseUrl: 'mysql://ann@localhost/app',
});`,
      'sizes.ts': 'export const size: number = 50;',
    });
    const files: string[] = [];
    const env = { GATHER_CONFIG: path, PORT: '6', POOL_SIZE: '' };
    const config = await readConfiguration({ env }, { database: true }, (read) => files.push(...read.files));
    expect(config).toMatchObject({
      prismaSchema: join(dirname(path), 'prisma/schema.prisma'),
      pageSizeMax: 50,
      pageSizeDefault: 7,
      mutations: false,
      corsOrigins: ['https://a.example', 'https://b.example'],
      production: true,
      graphiql: false,
      poolSize: 5,
      port: 6,
      host: '127.0.0.1',
      databaseUrl: 'mysql://ann@localhost/app',
    });
    expect(files).toContain(path);
    expect(files).toContain(join(dirname(path), 'sizes.ts'));
    expect(files.join()).not.toContain('node_modules');
  });

  test('is read again, with what it imports', async () => {
    const path = await write({
      'gather.config.ts': "export { default } from './c.ts';",
      'c.ts': 'export default { port: 1 };',
    });
    const read = (): Promise<unknown> =>
      readConfiguration({ env: { GATHER_CONFIG: path } }, { database: false });
    expect(await read()).toMatchObject({ port: 1 });
    await writeFile(join(dirname(path), 'c.ts'), 'export default { port: 2 };');
    expect(await read()).toMatchObject({ port: 2 });
  });

  test('is refused with all faults at once, each with its line', async () => {
    const faults = await readFaults({
      'gather.config.ts': `const shared = { pageSiseMax: 5 };
export default {
  poolSiz: 3,
  NODE_ENV: 'production',

  pageSizeDefault: 2_000,
  graphiql: 'yes',
  logLevel: 5, host: ['a'],
  databaseUrl: 'postgres://ann:hunter2@localhost/app',
  ...shared,
  envFile: '.env',
};`,
    });
    expect(faults).toEqual([
      'gather.config.ts:3: poolSiz: not a setting. Did you mean poolSize?',
      'gather.config.ts:4: NODE_ENV: not a setting. Did you mean production?',
      'gather.config.ts:8: logLevel: expected a text, got 5',
      'gather.config.ts:8: host: expected a text, got ["a"]',
      'gather.config.ts: pageSiseMax: not a setting. Did you mean pageSizeMax?',
      'gather.config.ts:11: envFile: not a setting',
      'gather.config.ts:9: databaseUrl: expected mysql://user:password@host:port/database (or mariadb://…), got a URL of another kind of database (not shown: it may hold a password)',
      'gather.config.ts:7: graphiql: expected true or false, got "yes"',
      'gather.config.ts:6: pageSizeDefault: expected at most PAGE_SIZE_MAX (1000), got 2000',
    ]);
  });

  test.each<[files: Record<string, string>, fault: string]>([
    [{ 'gather.config.ts': 'export default {\n  port: 1\n  host: 2 };' }, 'gather.config.ts:3: Expected'],
    [
      { 'gather.config.ts': 'enum A { b }\nexport default {};' },
      'gather.config.ts:1: TypeScript enum is not supported',
    ],
    [{ 'gather.config.ts': "import './b.ts';\nexport default {};", 'b.ts': '\n\nconst = 1;' }, 'b.ts:3: '],
    [
      { 'gather.config.ts': "\nimport './gone.ts';\nexport default {};" },
      "gather.config.ts:2: Cannot find module '",
    ],
    [
      { 'gather.config.ts': "\n\nimport 'no-such-package';\nexport default {};" },
      "gather.config.ts:3: Cannot find package 'no-such-package'",
    ],
    [
      {
        'gather.config.ts': "import { b } from './b.ts';\nexport default {};",
        'b.ts': 'export const c = 1;',
      },
      'gather.config.ts:1: The requested module',
    ],
    [
      {
        'gather.config.ts': 'function f() {\n  throw new TypeError("bad");\n}\nexport default { port: f() };',
      },
      'gather.config.ts:2: bad',
    ],
    [{ 'gather.config.ts': 'export default await Promise.reject("text");' }, 'gather.config.ts: text'],
    [
      { 'gather.config.ts': 'export const port = 1;' },
      'gather.config.ts: expected an object as the default export, got none',
    ],
    [
      { 'gather.config.ts': 'export default [];' },
      'gather.config.ts: expected an object as the default export, got a list',
    ],
    [
      { 'gather.config.ts': 'export default () => ({});' },
      'gather.config.ts: expected an object as the default export, got a function',
    ],
    [
      { 'gather.config.ts': 'await new Promise(() => undefined);\nexport default {};' },
      'gather.config.ts: it ended before it was loaded',
    ],
    [{ 'gather.config.ts': 'process.exit(0);' }, 'gather.config.ts: it ended before it was loaded'],
    [
      {
        'gather.config.ts':
          "setTimeout(() => { throw new Error('later'); });\nawait new Promise(() => undefined);",
      },
      'gather.config.ts: Error: later',
    ],
  ])('is refused where it cannot be loaded: %j', async (files, fault) => {
    const faults = await readFaults(files);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.slice(0, fault.length)).toBe(fault);
  });

  test('must exist where GATHER_CONFIG names it', async () => {
    await expect(
      readConfiguration({ env: { GATHER_CONFIG: '/nowhere/gather.config.ts' } }, { database: false }),
    ).rejects.toThrow(
      'GATHER_CONFIG: expected a file, got "/nowhere/gather.config.ts": there is no /nowhere/',
    );
  });

  test('ends a command with exit code 2 and every fault', async () => {
    const path = await write({ 'gather.config.ts': 'export default {\n  prot: 1,\n  poolSize: 0,\n};' });
    for (const command of ['start', 'schema', 'migrate', 'model']) {
      const { code, output, complaints } = await runToEnd([command], { GATHER_CONFIG: path });
      expect([code, output]).toEqual([2, '']);
      expect(complaints).toBe(
        `The settings have 2 faults:\n  ${path}:2: prot: not a setting. Did you mean port?\n` +
          `  ${path}:3: poolSize: expected a whole number from 1 to 1000, got 0\n`,
      );
    }
  });

  test('changes what a command does', async () => {
    const path = await write({ 'gather.config.ts': 'export default { mutations: false };' });
    const { code, output, complaints } = await runToEnd(['schema'], { GATHER_CONFIG: path });
    expect([code, complaints]).toEqual([0, '']);
    expect(output).toContain('type Query');
    expect(output).not.toContain('type Mutation');
  });
});
