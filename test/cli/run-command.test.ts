import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { seededDatabaseUrl } from '../support/database.ts';
import { openGatewayProcess, runToEnd } from '../support/gateway-process.ts';

describe('Command line', () => {
  test('teaches its commands, their options and where the settings are', async () => {
    const { code, output, complaints } = await runToEnd(['--help']);
    expect(code).toBe(0);
    expect(complaints).toBe('');
    for (const word of ['start', 'migrate', 'schema', 'Examples:', 'DATABASE_URL=', 'docs/settings.md']) {
      expect(output).toContain(word);
    }
    const start = await runToEnd(['start', '--help']);
    expect(start.code).toBe(0);
    expect(start.output).toMatch(/--seed[^]*--no-migrate/);
  });

  test('says which Node it needs, instead of breaking on an older one', async () => {
    const older =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })";
    const { code, complaints } = await runToEnd(['--version'], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}`,
    });
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints:
        'Gather needs Node 24 or later, and this is Node 20.1.0. `npm start` in a clone brings its own.\n',
    });
  });

  test.each([
    {
      parameters: ['begin'],
      complaint:
        /^error: unknown command 'begin'\nCommands: start, init, pull, types, migrate, schema, model\. `gather --help` describes them\.\n$/,
    },
    {
      parameters: ['strat', '--seed'],
      complaint: /unknown command 'strat'\n\(Did you mean start\?\)\nCommands: /,
    },
    { parameters: ['worker'], complaint: /unknown command 'worker'/ },
    { parameters: [''], complaint: /unknown command ''/ },
    { parameters: ['start', '--sed'], complaint: /unknown option '--sed'\n\(Did you mean --seed\?\)/ },
    { parameters: ['migrate', 'now'], complaint: /too many arguments/ },
  ])('refuses $parameters with exit code 2', async ({ parameters, complaint }) => {
    const { code, output, complaints } = await runToEnd(parameters);
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(complaints).toMatch(complaint);
    expect(complaints).not.toContain('    at ');
  });
});

test('`gather --version` tells the version of the package', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  for (const option of ['--version', '-V']) {
    const { code, output, complaints } = await runToEnd([option]);
    expect({ code, output, complaints }).toEqual({ code: 0, output: `${version}\n`, complaints: '' });
  }
});

describe('Bad settings', () => {
  test.each(['start', 'migrate', 'schema'])(
    'are all told at once by `%s`, with exit code 2',
    async (command) => {
      const { code, output, complaints } = await runToEnd([command], {
        PORT: 'abc',
        POOL_SIZE: '0',
        LOG_LEVEL: 'loud',
        DATABASE_URL: 'postgres://ann:hunter2@db.example.com/app',
      });
      expect(code).toBe(2);
      expect(output).toBe('');
      expect(complaints.split('\n')).toEqual([
        'The settings have 4 faults:',
        '  DATABASE_URL: expected mysql://user:password@host:port/database (or mariadb://…), got a URL of another kind of database (not shown: it may hold a password)',
        '  PORT: expected a whole number from 0 to 65535, got "abc"',
        '  LOG_LEVEL: expected fatal, error, warn, info, debug or silent, got "loud"',
        '  POOL_SIZE: expected a whole number from 1 to 1000, got "0"',
        '',
      ]);
    },
  );

  const encode = 'percent-encode the characters @ : / ? # % of the password, such as # as %23';
  test.each([
    { url: 'mysql://ann:hunter#2@localhost/app', got: `a URL that cannot be read; ${encode}` },
    { url: 'mysql://ann:1234#hunter@localhost/app', got: `a URL without a database name; ${encode}` },
    { url: 'mysql://ann:hunter2@localhost:3306', got: `a URL without a database name; ${encode}` },
    { url: 'hunter2@localhost:3306/app', got: 'a value that does not begin with mysql://' },
    { url: '"mysql://ann:hunter2@localhost/app"', got: 'a value in quotes' },
  ])('in DATABASE_URL say what it lacks, without showing it: $got', async ({ url, got }) => {
    const { complaints } = await runToEnd(['schema'], { DATABASE_URL: url });
    expect(complaints).toContain(`, got ${got} (not shown: it may hold a password)\n`);
    expect(complaints).not.toContain('hunter');
  });

  test.each([
    { url: 'mysql://ann:hunter2@localhost:3306/app?sslmode=maybe', fault: 'sslmode' },
    { url: 'mysql://ann:hunter2@localhost:3306/app?connection_limit=none', fault: 'connection_limit' },
  ])(
    'in the parameters of DATABASE_URL are told with the others, with exit code 2: $fault',
    async ({ url, fault }) => {
      const { code, output, complaints } = await runToEnd(['start'], { DATABASE_URL: url, PORT: 'x' });
      expect(complaints).toContain(fault);
      expect(complaints).toContain('PORT: expected a whole number from 0 to 65535, got "x"');
      expect(complaints).not.toContain('    at ');
      expect(`${output}${complaints}`).not.toContain('hunter2');
      expect(code).toBe(2);
    },
  );
});

describe('A start in production', () => {
  test.each(['start', 'migrate'])(
    'without a database is refused by `%s` in one sentence, with exit code 2',
    async (command) => {
      const { code, output, complaints } = await runToEnd([command], { NODE_ENV: 'production' });
      expect(code).toBe(2);
      expect(output).toBe('');
      expect(complaints.split('\n')).toEqual([
        'The settings have a fault:',
        '  DATABASE_URL: expected the database to serve, since NODE_ENV is production, as mysql://user:password@host:port/database, got none',
        '',
      ]);
    },
  );

  test.each(['prod', 'Production', 'staging', ' production'])(
    'is not meant by NODE_ENV=%j, which is refused with exit code 2',
    async (given) => {
      const { code, complaints } = await runToEnd(['start'], { NODE_ENV: given });
      expect(code).toBe(2);
      expect(complaints).toBe(
        `The settings have a fault:\n  NODE_ENV: expected production, development or test, got ${JSON.stringify(given)}\n`,
      );
    },
  );
});

describe('A port that is taken', () => {
  test('ends a start with a message that names it and what to do', async () => {
    const settings = { DATABASE_URL: seededDatabaseUrl() };
    await using first = await openGatewayProcess(settings);
    await first.ready();
    const { port } = new URL(first.url);
    const { code, complaints } = await runToEnd(['start'], { ...settings, PORT: port });
    expect(code).toBe(1);
    expect(complaints).toBe(
      `Port ${port} of 127.0.0.1 is in use by another process: stop that one, or set PORT to a free port (0 takes any).\n`,
    );
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
