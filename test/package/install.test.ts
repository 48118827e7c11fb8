import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { packPackage } from '../../scripts/check-package.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { openTestDatabase } from '../support/database.ts';
import { openDatabaseProxy } from '../support/database-proxy.ts';
import { findFreePort } from '../support/gateway-process.ts';
import { registryEnvironment } from '../support/registry-environment.ts';

/**
 * A new user's first minutes: an empty folder, a database of thirty tables, no Prisma schema. It needs npm and the
 * registry that npm is set up for. The short form is npm alone; `PACKAGE_MANAGERS=npm,pnpm,yarn,yarn-pnp` brings the
 * others, which it takes from the registry too, and `PACKAGE_NODE=26` another Node. As root it becomes nobody.
 */
const managers = (process.env['PACKAGE_MANAGERS'] ?? 'npm').split(',');
const nodeVersion = process.env['PACKAGE_NODE'];

const folder = mkdtempSync(join(tmpdir(), 'gather-install-'));
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: nobody, gid: nobody } : {};
const toolsFolder = join(folder, 'tools');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manager {
  /** Its package in the registry. Undefined for npm, which is there. */
  readonly from: string | undefined;
  readonly add: (tarball: string) => readonly string[];
  readonly run: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const yarn = join(toolsFolder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
const pnpm = join(toolsFolder, 'node_modules/pnpm/bin/pnpm.mjs');
const yarnOf = (linker: string): Manager => ({
  from: '@yarnpkg/cli-dist',
  add: (tarball) => ['node', yarn, 'add', `gather-graphql@file:${tarball}`],
  run: ['node', yarn, 'run'],
  files: { 'yarn.lock': '', '.yarnrc.yml': `nodeLinker: ${linker}\nenableTelemetry: false\n` },
});
const known: Readonly<Record<string, Manager>> = {
  npm: {
    from: undefined,
    add: (tarball) => ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', tarball],
    run: ['npx', '--no-install'],
    files: {},
  },
  pnpm: {
    from: 'pnpm',
    add: (tarball) => ['node', pnpm, 'add', tarball],
    run: ['node', pnpm, 'exec'],
    files: {},
  },
  yarn: yarnOf('node-modules'),
  'yarn-pnp': yarnOf('pnp'),
};

/** Thirty tables: six shops of five tables each, which refer to each other. */
function writeTables(): readonly string[] {
  return Array.from({ length: 6 }, (_, index) => index + 1).flatMap((shop) => [
    `CREATE TABLE shop${shop}_makers (maker_id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL)`,
    `CREATE TABLE shop${shop}_products (product_id INT AUTO_INCREMENT PRIMARY KEY, maker_id INT NOT NULL, title VARCHAR(40) NOT NULL, FOREIGN KEY (maker_id) REFERENCES shop${shop}_makers (maker_id))`,
    `CREATE TABLE shop${shop}_customers (customer_id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(80) NOT NULL UNIQUE)`,
    `CREATE TABLE shop${shop}_orders (order_id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT NOT NULL, FOREIGN KEY (customer_id) REFERENCES shop${shop}_customers (customer_id))`,
    `CREATE TABLE shop${shop}_lines (order_id INT, product_id INT, pieces INT NOT NULL, PRIMARY KEY (order_id, product_id), FOREIGN KEY (order_id) REFERENCES shop${shop}_orders (order_id), FOREIGN KEY (product_id) REFERENCES shop${shop}_products (product_id))`,
  ]);
}

const rows = [
  "INSERT INTO shop1_makers VALUES (1, 'Acme')",
  "INSERT INTO shop1_products VALUES (1, 1, 'Anvil')",
  "INSERT INTO shop1_customers VALUES (1, 'coyote@example.com')",
  'INSERT INTO shop1_orders VALUES (1, 1)',
  'INSERT INTO shop1_lines VALUES (1, 1, 3)',
];

/** What `gather init` wrote, and a field of the user's own. */
const configuration = `import { defineConfig } from 'gather-graphql';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  extend: {
    Shop1Maker: (maker) => ({
      sign: maker.field('String!', {
        needs: ['name'],
        load: (makers) => makers.map(({ name }) => \`\${name.toUpperCase()} & Co.\`),
      }),
    }),
  },
});
`;

test.each(managers)(
  'A new user comes from an empty folder to an answer over three tables, and to a field of their own, with %s',
  async (name) => {
    const manager = known[name];
    if (manager === undefined) throw new Error(`PACKAGE_MANAGERS: expected ${Object.keys(known).join(', ')}`);
    const nodeFolder = await openTools(manager);
    await using database = await openTestDatabase('nothing');
    for (const statement of [...writeTables(), ...rows]) await database.connection.query(statement);

    const project = join(folder, name);
    const home = join(folder, `home-${name}`);
    for (const each of [project, home]) mkdirSync(each);
    writeFileSync(join(project, 'package.json'), '{ "name": "shop", "version": "1.0.0", "private": true }\n');
    // The tests' own server listens on a socket that another user cannot open.
    await using proxy = await openDatabaseProxy(database.url);
    writeFileSync(join(project, '.env'), `DATABASE_URL=${proxy.url}\n`);
    for (const [file, text] of Object.entries(manager.files)) writeFileSync(join(project, file), text);
    const tarball = join(project, 'gather.tgz');
    copyFileSync(packPackage(folder), tarball);
    own(
      folder,
      project,
      home,
      ...['package.json', '.env', 'gather.tgz', ...Object.keys(manager.files)].map((file) =>
        join(project, file),
      ),
    );

    const port = await findFreePort();
    const options = {
      cwd: project,
      env: {
        PATH: [nodeFolder, process.env['PATH']].join(':'),
        HOME: home,
        PORT: String(port),
        ...registryEnvironment(),
      },
      ...user,
    };
    const run = async ([program = '', ...parameters]: readonly string[]): Promise<string> => {
      const { stdout, stderr } = await promisify(execFile)(program, parameters, options);
      return `${stdout}${stderr}`;
    };
    await run(manager.add(tarball));
    const gather = [...manager.run, 'gather'];
    expect(await run([...gather, 'init'])).toContain('Wrote gather.config.ts.');
    expect(await run([...gather, 'pull'])).toContain('Wrote prisma/schema.prisma with 30 tables and views.');

    const [program, ...parameters] = [...gather, 'start', '--watch'];
    const gateway = spawn(program, parameters, { ...options, detached: true });
    try {
      let output = '';
      for (const stream of [gateway.stdout, gateway.stderr])
        stream.on('data', (chunk: Buffer) => (output += String(chunk)));
      const waitFor = async (line: string): Promise<void> => {
        const isDone = (): boolean => output.includes(line) || gateway.exitCode !== null;
        await waitUntil(isDone, { intervalMs: 20, timeoutMs: 120_000 });
        expect(output).toContain(line);
      };
      await waitFor('Gather is ready.');
      expect(
        await ask(
          port,
          '{ shop1Orders { nodes { shop1Lines { nodes { pieces product { title maker { name } } } } } } }',
        ),
      ).toEqual({
        data: {
          shop1Orders: {
            nodes: [
              {
                shop1Lines: { nodes: [{ pieces: 3, product: { title: 'Anvil', maker: { name: 'Acme' } } }] },
              },
            ],
          },
        },
      });

      writeFileSync(join(project, 'gather.config.ts'), configuration);
      await waitFor('The configuration was reloaded');
      expect(await ask(port, '{ shop1Makers { nodes { name sign } } }')).toEqual({
        data: { shop1Makers: { nodes: [{ name: 'Acme', sign: 'ACME & Co.' }] } },
      });
    } finally {
      await end(gateway);
    }
  },
  600_000,
);

/** Asks on a connection of its own, since one that is kept has one more answer of the process before a reload. */
async function ask(port: number, query: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

/** Ends a process and those that it started, such as the program that a package manager runs. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** Installs what the registry has of a package manager and of Node. Gives the folder of the Node to use. */
async function openTools({ from }: Manager): Promise<string> {
  const packages = [
    ...(from === undefined ? [] : [from]),
    ...(nodeVersion === undefined ? [] : [`node@${nodeVersion}`]),
  ];
  mkdirSync(toolsFolder, { recursive: true });
  if (packages.length === 0) return dirname(process.execPath);
  const parameters = [
    'install',
    '--prefix',
    toolsFolder,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...packages,
  ];
  await promisify(execFile)('npm', parameters);
  return nodeVersion === undefined ? dirname(process.execPath) : join(toolsFolder, 'node_modules/node/bin');
}

function own(...paths: readonly string[]): void {
  chmodSync(folder, 0o755);
  if (isRoot) for (const path of paths) chownSync(path, nobody, nobody);
}
