import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../src/config.ts';
import { settings } from '../src/settings.ts';
import { readDatabaseUrl } from '../src/database/connection/read-database-url.ts';

interface Instruction {
  readonly name: string;
  readonly text: string;
}

const service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
});
const compose = z
  .object({
    services: z.object({ mysql: service, gateway: service }),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8')));
const { gateway, mysql } = compose.services;
const dockerfile = readDockerfile(readFileSync('Dockerfile', 'utf8'));
const ignored = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => /^[^#\s]/.test(line));
const packageJson = z
  .object({ devDependencies: z.object({ node: z.string() }), scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const variables = new Set<string>(Object.values(settings).map(({ variable }) => variable));
/** https://hub.docker.com/_/mysql, "Environment Variables" */
const mysqlVariables = [
  'MYSQL_DATABASE',
  'MYSQL_USER',
  'MYSQL_PASSWORD',
  'MYSQL_ROOT_PASSWORD',
  'MYSQL_RANDOM_ROOT_PASSWORD',
  'MYSQL_ALLOW_EMPTY_PASSWORD',
];

function readDockerfile(text: string): readonly Instruction[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { name, text: rest };
    });
}

function texts(name: string): readonly string[] {
  return dockerfile.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

function readList(text: string | undefined): readonly string[] {
  return z.array(z.string()).parse(JSON.parse(text ?? ''));
}

/** The variables that the last stage sets. */
function imageEnvironment(): Record<string, string> {
  const pairs = texts('ENV').flatMap((text) => [...text.matchAll(/(\w+)=(\S+)/g)]);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

/** The last rule that names a path or a folder above it decides, as in the Dockerfile reference. */
function isIgnored(path: string): boolean {
  const rule = ignored.findLast((line) => {
    const pattern = line.replace(/^!/, '');
    // `*` of a .dockerignore names files that begin with a dot as well
    return pattern === '*' || matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`);
  });
  return rule !== undefined && !rule.startsWith('!');
}

describe('Dockerfile', () => {
  test('starts from the Node line that package.json pins', () => {
    const major = packageJson.devDependencies.node.split('.')[0];
    expect(texts('FROM')[0]).toBe(`node:${major}-slim AS base`);
  });

  test('copies only files that are there and not ignored', () => {
    const copied = texts('COPY').filter((text) => !text.startsWith('--from'));
    const sources = copied.flatMap((text) => text.split(' ').slice(0, -1));
    expect(sources).toContain('src');
    expect(sources.filter((source) => !existsSync(source) || isIgnored(source))).toEqual([]);
  });

  test('takes generated code from its own stage, and nothing private along', () => {
    const generated = texts('COPY').filter((text) => text.startsWith('--from'));
    for (const text of generated) {
      expect(text).toMatch(/^--from=generate \/app\/(\S+) \.\/\1$/);
      expect(isIgnored(text.split('./')[1] ?? '')).toBe(true);
    }
    expect(generated).toHaveLength(1);
    expect(['.git', '.env', '.gather', 'node_modules', 'test'].filter((path) => !isIgnored(path))).toEqual(
      [],
    );
  });

  test('runs what npm start runs, not as root, with production dependencies', () => {
    const command = [...readList(texts('ENTRYPOINT')[0]), ...readList(texts('CMD')[0])];
    // npm's shell gives way to it, so that signals reach it; in the image there is no shell.
    expect(`exec ${command.join(' ')}`).toBe(packageJson.scripts.start);
    expect(existsSync(command[1] ?? '')).toBe(true);
    expect(texts('USER')).toEqual(['node']);
    expect(texts('RUN').at(-1)).toContain('npm ci --omit=dev');
  });

  test('sets only variables of the settings table, to values it takes', () => {
    const environment = imageEnvironment();
    expect(Object.keys(environment).filter((name) => !variables.has(name))).toEqual([]);
    expect(readConfig(environment)).toMatchObject({ production: true, host: '0.0.0.0' });
    expect(texts('EXPOSE')).toEqual([String(readConfig(environment).port)]);
  });

  test('asks for readiness at the port that it serves', () => {
    const [check = ''] = texts('HEALTHCHECK');
    const [program, option, script = ''] = readList(check.slice(check.indexOf('[')));
    expect([program, option]).toEqual(['node', '-e']);
    expect(script).toContain('127.0.0.1:${process.env.PORT}/health/ready');
  });
});

describe('Compose file', () => {
  test('sets only variables that the gateway and the MySQL image know, to values they take', () => {
    expect(Object.keys(gateway.environment).filter((name) => !variables.has(name))).toEqual([]);
    expect(Object.keys(mysql.environment).filter((name) => !mysqlVariables.includes(name))).toEqual([]);
    const config = readConfig({ ...imageEnvironment(), ...gateway.environment });
    expect(config).toMatchObject({ production: true, graphiql: true, introspection: true });
  });

  test('points the gateway at its MySQL with the account made there', () => {
    expect(readDatabaseUrl(gateway.environment['DATABASE_URL'] ?? '')).toMatchObject({
      host: 'mysql',
      port: 3306,
      user: mysql.environment['MYSQL_USER'],
      password: mysql.environment['MYSQL_PASSWORD'],
      database: mysql.environment['MYSQL_DATABASE'],
      allowPublicKeyRetrieval: true,
    });
    expect(mysql.healthcheck?.test).toEqual(
      expect.arrayContaining([
        `--user=${mysql.environment['MYSQL_USER']}`,
        `--password=${mysql.environment['MYSQL_PASSWORD']}`,
      ]),
    );
    expect(gateway.depends_on).toEqual({ mysql: { condition: 'service_healthy' } });
  });

  test('builds the gateway here and starts it with options that its command line has', () => {
    expect(gateway.build).toBe('.');
    const [command = '', ...options] = gateway.command;
    expect(readList(texts('CMD')[0])).toEqual([command]);
    expect(options).toEqual(['--seed']);
    const program = readList(texts('ENTRYPOINT')[0]).slice(1);
    const help = execFileSync(process.execPath, [...program, command, '--help'], { encoding: 'utf8' });
    for (const option of options) expect(help).toContain(option);
  });

  test('gives the gateway longer to stop than it gives its requests', () => {
    const seconds = Number(/^(\d+)s$/.exec(gateway.stop_grace_period ?? '')?.[1]);
    expect(seconds * 1_000).toBeGreaterThan(settings.shutdownTimeoutMs.default);
  });

  test('opens ports to this machine alone, and keeps the data in a volume', () => {
    const { port } = readConfig(imageEnvironment());
    expect(gateway.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(mysql.ports).toEqual([]);
    const [name = '', path] = mysql.volumes[0]?.split(':') ?? [];
    expect(Object.keys(compose.volumes)).toEqual([name]);
    expect(path).toBe('/var/lib/mysql');
  });
});
