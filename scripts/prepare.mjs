// Makes a clone ready to run: installs the dependencies (Node 24 among them) and generates the code that the
// Prisma schema stands for, each only when missing or stale. Plain JavaScript without dependencies, because it is
// run by whatever Node the machine has; what comes after it runs on the one that it installs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeMajorLeast = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = join(root, 'node_modules/.bin');
const generatedFiles = ['src/database/generated/client.ts', 'src/model/generated/model.json'];
const stamp = join(root, 'src/database/generated/.stamp');

prepare();

function prepare() {
  if (Number(process.versions.node.split('.')[0]) < nodeMajorLeast) {
    fail(
      `Gather needs Node ${nodeMajorLeast} or newer to set itself up, this is ${process.version}: https://nodejs.org`,
    );
  }
  if (!isInstalled()) install();
  const source = hashSources();
  if (!isGenerated(source)) generate(source);
}

/**
 * Whether what npm has noted in node_modules at the end of its last whole run is what the lock file asks for. An
 * interrupted `npm ci` leaves no such note. Packages for other platforms may be missing.
 */
function isInstalled() {
  const noted = readPackages('node_modules/.package-lock.json');
  if (noted === undefined || !existsSync(join(programs, 'node'))) return false;
  return Object.entries(readPackages('package-lock.json') ?? {}).every(([path, wanted]) => {
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

function install() {
  // the programs of a clone are about to be replaced, so npm must not run on them
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(programs));
  run('installing dependencies into node_modules (half a minute to a few minutes)', 'npm', {
    parameters: ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    environment: { PATH: path.join(delimiter) },
  });
  if (!isInstalled()) {
    fail(
      'The installation is not complete: remove node_modules, see that package-lock.json is the one of the clone, and start again.',
    );
  }
}

/** The files that generated code depends on; package-lock.json stands for the versions of the generators. */
function hashSources() {
  const files = readdirSync(join(root, 'prisma'), { recursive: true })
    .map(String)
    .filter((file) => /\.(prisma|ts)$/.test(file))
    .map((file) => join('prisma', file))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'prisma.config.ts', ...files]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isGenerated(source) {
  if (!generatedFiles.every((file) => existsSync(join(root, file)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === source;
}

function generate(source) {
  for (const file of generatedFiles) rmSync(join(root, dirname(file)), { recursive: true, force: true });
  run('generating the Prisma client and the data model (a few seconds)', join(programs, 'prisma'), {
    parameters: ['generate', '--no-hints'],
    environment: { PATH: [programs, process.env.PATH].join(delimiter), CHECKPOINT_DISABLE: '1' },
  });
  writeFileSync(stamp, source);
}

/** Runs one step of the set-up; what it writes is shown only if it fails. */
function run(what, program, { parameters, environment }) {
  process.stderr.write(`gather: ${what} …\n`);
  const startedAt = performance.now();
  const { error, status, signal, stdout, stderr } = spawnSync(program, parameters, {
    cwd: root,
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
