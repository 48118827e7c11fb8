import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openGatewayProcess, runToEnd } from '../support/gateway-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'gather-test-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('A file of settings', () => {
  test('is read as the environment is, which comes first', async () => {
    const file = await write('settings.env', '# ours\nPORT=abc\nexport POOL_SIZE="0"\nLOG_LEVEL=loud\n');
    const { code, complaints } = await runToEnd(['start'], { ENV_FILE: file, LOG_LEVEL: 'warn' });
    expect(code).toBe(2);
    expect(complaints).toContain('PORT: expected a whole number from 0 to 65535, got "abc"');
    expect(complaints).toContain('POOL_SIZE: expected a whole number from 1 to 1000, got "0"');
    expect(complaints).not.toContain('LOG_LEVEL');
  });

  test('is `.env` of the folder where npm was run, and need not be there', async () => {
    const own = await mkdtemp(join(folder, 'own-'));
    const settings = { ENV_FILE: '', INIT_CWD: own };
    expect((await runToEnd(['schema'], settings)).code).toBe(0);
    await writeFile(join(own, '.env'), 'PORT=abc\n');
    const { code, complaints } = await runToEnd(['schema'], settings);
    expect(code).toBe(2);
    expect(complaints).toContain('PORT: expected');
  });

  test('serves the database that it names, with several processes too', async () => {
    const file = await write('served.env', `DATABASE_URL=${seededDatabaseUrl()}\nPROCESSES=2\n`);
    await using gateway = await openGatewayProcess({ ENV_FILE: file });
    await gateway.ready();
    // What a process that takes another's place would read is not looked for any more.
    await rm(file);
    expect(gateway.output()).toMatch(/Processes +2/);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('is refused with a line that sets nothing, which is not shown', async () => {
    const file = await write(
      'yaml.env',
      '# "ours"\nURL="a\n\nhunter2" # two\n\nPORT=abc\nPASSWORD: hunter2\n',
    );
    const { code, output, complaints } = await runToEnd(['start'], { ENV_FILE: file });
    expect({ code, output, complaints }).toEqual({
      code: 2,
      output: '',
      complaints: `The settings have a fault:\n  ENV_FILE: expected a file of settings, a NAME=value a line, but line 7 of ${file} has no =\n`,
    });
  });

  test.each([
    ['missing.env', 'ENOENT'],
    ['.', 'EISDIR'],
  ])('that was named must be readable: %s', async (name, reason) => {
    const path = join(folder, name);
    const { code, output, complaints } = await runToEnd(['start'], { ENV_FILE: path });
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(complaints).toBe(
      `The settings have a fault:\n  ENV_FILE: expected a file of settings, a NAME=value a line, but ${path} cannot be read: ${reason}\n`,
    );
  });
});

/** The faults that a start is refused for. */
async function readFaults(settings: Readonly<Record<string, string>>): Promise<string[]> {
  const { code, output, complaints } = await runToEnd(['start'], settings);
  expect(code).toBe(2);
  expect(output).toBe('');
  expect(complaints).not.toContain('hunter2');
  return complaints.trimEnd().split('\n').slice(1);
}

describe('DATABASE_URL_FILE', () => {
  test('names a file that holds the URL', async () => {
    const file = await write('url', `${seededDatabaseUrl()}\n`);
    await using gateway = await openGatewayProcess({ DATABASE_URL_FILE: file, NODE_ENV: 'production' });
    await gateway.ready();
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('is told as the place of the database', async () => {
    const file = await write('url', seededDatabaseUrl());
    await using gateway = await openGatewayProcess({ DATABASE_URL_FILE: file });
    await gateway.ready();
    expect(gateway.output()).toContain('the one that DATABASE_URL_FILE names');
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });

  test('is refused beside DATABASE_URL, with the other faults', async () => {
    const file = await write('both', 'mysql://ann:hunter2@127.0.0.1/app');
    const settings = {
      DATABASE_URL: 'mysql://ann:hunter2@127.0.0.1/app',
      DATABASE_URL_FILE: file,
      PORT: 'x',
    };
    expect(await readFaults(settings)).toEqual([
      `  DATABASE_URL_FILE: expected none where DATABASE_URL is set, got ${JSON.stringify(file)}`,
      '  PORT: expected a whole number from 0 to 65535, got "x"',
    ]);
  });

  test.each([
    ['what is no URL', 'hunter2'],
    ['another database', 'postgres://ann:hunter2@127.0.0.1/app'],
    ['two lines', 'mysql://ann:hunter2@127.0.0.1/app\nmysql://ann:hunter2@127.0.0.1/other'],
    ['an unknown option', 'mysql://ann:hunter2@127.0.0.1/app?ssl=hunter2'],
  ])('is refused with %s in its file, which is not shown', async (_, text) => {
    const file = await write('wrong', text);
    const faults = await readFaults({ DATABASE_URL_FILE: file });
    expect(faults).toEqual([expect.stringMatching(/^ {2}DATABASE_URL_FILE: /)]);
  });

  test('is refused with nothing in its file, and without one', async () => {
    const file = await write('empty', ' \n');
    expect(await readFaults({ DATABASE_URL_FILE: file, NODE_ENV: 'production' })).toEqual([
      `  DATABASE_URL_FILE: expected a file that holds a URL, but it is empty, got ${JSON.stringify(file)}`,
    ]);
    for (const [path, reason] of [
      [join(folder, 'nowhere'), 'ENOENT'],
      [folder, 'EISDIR'],
    ] as const) {
      expect(await readFaults({ DATABASE_URL_FILE: path })).toEqual([
        `  DATABASE_URL_FILE: expected a file that holds a URL, but ${path} cannot be read (${reason}), got ${JSON.stringify(path)}`,
      ]);
    }
  });
});

describe('A variable that is nearly called as a setting', () => {
  test.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['database_url', 'DATABASE_URL'],
    ['PRISMA_SHEMA', 'PRISMA_SCHEMA'],
    ['PORTS', 'PORT'],
  ])('is named where settings have faults: %s', async (given, meant) => {
    const { code, complaints } = await runToEnd(['start'], {
      NODE_ENV: 'production',
      POOL_SIZE: 'x',
      [given]: 'mysql://ann:hunter2@127.0.0.1/app',
    });
    expect(code).toBe(2);
    expect(complaints).toContain(`  ${given} is not a setting. Did you mean ${meant}?\n`);
    expect(complaints).not.toContain('hunter2');
  });

  test('is warned about by a start without faults, and other variables are not', async () => {
    await using gateway = await openGatewayProcess({
      DATABASE_URL: seededDatabaseUrl(),
      LOG_LEVL: 'warn',
      POOL_SIZ: '3',
      POOL_SIZE: '4',
      HOME: '/root',
      HOSTNAME: 'here',
      TERM: 'dumb',
      NODE_OPTIONS: '',
      MYSQL_PORT: '3306',
    });
    await gateway.ready();
    expect(gateway.lines().flatMap(({ level, msg }) => (level === 'warn' ? [msg] : []))).toEqual([
      'LOG_LEVL is not a setting. Did you mean LOG_LEVEL?',
    ]);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
  });
});
