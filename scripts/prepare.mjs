// Makes a clone ready to run: installs the dependencies (Node 24 among them) and generates the code that the
// Prisma schema stands for, each only when missing or stale. Plain JavaScript without dependencies, because it is
// run by whatever Node the machine has; what comes after it runs on the one that it installs. With `bench` as its
// parameter it does the same for the peers of the benchmark, and with `clients` for the compilers of clients: a gateway
// has no use for either.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeMajorLeast = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = join(root, 'node_modules/.bin');
const clients = 'test/clients/compiled';
/** What is generated from the schema, and where it is noted of which sources; all paths are relative to the root. */
const own = {
  what: 'the Prisma client and the data model',
  lockFile: 'package-lock.json',
  files: ['src/database/generated/client.ts', 'src/model/generated/model.json'],
  stamp: 'src/database/generated/.stamp',
  parameters: [],
  script: 'scripts/write-model.ts',
};
const bench = {
  what: 'the types of the Pothos peer',
  lockFile: 'bench/package-lock.json',
  files: ['bench/peers/generated/pothos-types.ts'],
  stamp: 'bench/peers/generated/.stamp',
  parameters: ['--schema', 'bench/peers/generated/schema.prisma', '--generator', 'pothos'],
};
/** Stands beside the generators of the schema only here, so that nothing but the benchmark needs its package. */
const pothosGenerator = `
generator pothos {
  provider     = "node bench/node_modules/@pothos/plugin-prisma/bin/generator.js"
  clientOutput = "../../../src/database/generated/client.ts"
  output       = "./pothos-types.ts"
}
`;

prepare(process.argv.slice(2));

function prepare(parts) {
  if (Number(process.versions.node.split('.')[0]) < nodeMajorLeast) {
    fail(
      `Gather needs Node ${nodeMajorLeast} or newer to set itself up, this is ${process.version}: https://nodejs.org`,
    );
  }
  if (!isInstalled('.')) install('.');
  generateIfStale(own);
  if (parts.includes('clients') && !isInstalled(clients)) install(clients);
  if (!parts.includes('bench')) return;
  if (!isInstalled('bench')) install('bench');
  generateIfStale(bench, () => {
    const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
    mkdirSync(join(root, 'bench/peers/generated'), { recursive: true });
    writeFileSync(join(root, 'bench/peers/generated/schema.prisma'), `${schema}${pothosGenerator}`);
  });
}

/**
 * Whether what npm has noted in a package's node_modules at the end of its last whole run is what its lock file asks
 * for. An interrupted `npm ci` leaves no such note. Packages for other platforms may be missing.
 */
function isInstalled(folder) {
  const noted = readPackages(join(folder, 'node_modules/.package-lock.json'));
  if (noted === undefined || !existsSync(join(programs, 'node'))) return false;
  return Object.entries(readPackages(join(folder, 'package-lock.json')) ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const found = noted[path];
    if (found === undefined) return Boolean(wanted.optional || wanted.devOptional);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install(folder) {
  // the programs of a clone are about to be replaced, so npm must not run on them
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(programs));
  const modules = join(folder, 'node_modules');
  run(`installing dependencies into ${modules} (half a minute to a few minutes)`, 'npm', {
    parameters: ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    environment: { PATH: path.join(delimiter) },
    folder,
  });
  if (!isInstalled(folder)) {
    fail(
      `The installation is not complete: remove ${modules}, see that ${join(folder, 'package-lock.json')} is the one of the clone, and start again.`,
    );
  }
}

function generateIfStale(target, writeSchema) {
  const source = hashSources(target);
  if (!isGenerated(target, source)) generate(target, source, writeSchema);
}

/** The files that generated code depends on; the lock file stands for the versions of the generators. */
function hashSources({ lockFile, script }) {
  const files = readdirSync(join(root, 'prisma'), { recursive: true })
    .map(String)
    .filter((file) => /\.(prisma|ts)$/.test(file))
    .map((file) => join('prisma', file))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of [lockFile, 'prisma.config.ts', ...(script === undefined ? [] : [script]), ...files]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isGenerated({ files, stamp }, source) {
  if (!files.every((file) => existsSync(join(root, file)))) return false;
  return existsSync(join(root, stamp)) && readFileSync(join(root, stamp), 'utf8') === source;
}

function generate({ what, files, stamp, parameters, script }, source, writeSchema) {
  for (const file of files) rmSync(join(root, dirname(file)), { recursive: true, force: true });
  writeSchema?.();
  run(`generating ${what} (a few seconds)`, join(programs, 'prisma'), {
    parameters: ['generate', '--no-hints', ...parameters],
    environment: { PATH: [programs, process.env.PATH].join(delimiter), CHECKPOINT_DISABLE: '1' },
  });
  if (script !== undefined) run('reading the data model', join(programs, 'node'), { parameters: [script] });
  writeFileSync(join(root, stamp), source);
}

/** Runs one step of the set-up; what it writes is shown only if it fails. */
function run(what, program, { parameters, environment, folder = '.' }) {
  process.stderr.write(`gather: ${what} …\n`);
  const startedAt = performance.now();
  const { error, status, signal, stdout, stderr } = spawnSync(program, parameters, {
    cwd: join(root, folder),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    fail(
      `\`${[program, ...parameters].join(' ')}\` failed (${error?.message ?? signal ?? `exit code ${status}`}).`,
    );
  }
  process.stderr.write(`gather: done in ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
}

function fail(message) {
  process.stderr.write(`gather: ${message}\n`);
  process.exit(1);
}
