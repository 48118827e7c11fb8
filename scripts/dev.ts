// Runs the gateway and starts it again when a file of it changes, its schema or its settings. `node --watch` follows a file's inode, so it loses
// every file that an editor saves by renaming; folders are watched here, which see both ways of saving.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { resolveGiven } from '../src/cli/read-own-schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = { folders: ['src', 'prisma'], files: /\.(ts|prisma|sql)$/ };
const schemaFiles = /\.prisma$/;
/** Saving, or a checkout, changes many files at once: the last of them is waited for. */
const settleMs = 100;

const watched = new Set<string>();
let gateway = start();
let timer: NodeJS.Timeout | undefined;
let stopping = false;
/** Restarts come one after the other, or two gateways would meet. */
let restarts = Promise.resolve();

watchFolders();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping = true;
    clearTimeout(timer);
    if (gateway.exitCode !== null || gateway.signalCode !== null) process.exit();
    gateway.kill(signal);
    gateway.once('exit', (code) => process.exit(code ?? 1));
  });
}

/** Watches what there is by now, which a restart may have added to. */
function watchFolders(): void {
  for (const folder of own.folders) watchWithin(join(root, folder), (file) => own.files.test(file));
  const { env } = process;
  const envFile = resolveGiven(env['ENV_FILE'] || '.env', { env });
  watchFile(envFile);
  const { PRISMA_SCHEMA: given = '' } = { ...readEnvFile(envFile), ...env };
  const schema = resolveGiven(given, { env });
  if (given === '') return;
  if (existsSync(schema) && statSync(schema).isDirectory())
    watchWithin(schema, (file) => schemaFiles.test(file));
  else watchFile(schema);
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch {
    return {}; // there may be none; what is wrong with it is for the gateway to say
  }
}

function watchWithin(top: string, isOf: (file: string) => boolean): void {
  watchFolder(top, isOf);
  for (const entry of readdirSync(top, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) watchFolder(join(entry.parentPath, entry.name), isOf, top);
  }
}

function watchFile(path: string): void {
  watchFolder(dirname(path), (file) => file === basename(path), path);
}

/** Watches a folder once per reason, which `what` names. */
function watchFolder(folder: string, isOf: (file: string) => boolean, what = folder): void {
  const id = `${folder} ${what}`;
  if (watched.has(id) || !existsSync(folder) || folder.split('/').includes('generated')) return;
  watched.add(id);
  const watcher = watch(folder, (_, file) => {
    if (stopping || file === null || !isOf(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarts = restarts.then(() => restart(join(folder, file)));
    }, settleMs);
  });
  watcher.on('error', () => watched.delete(id));
}

async function restart(file: string): Promise<void> {
  process.stdout.write(`\n${relative(root, file)} has changed: starting again\n`);
  if (gateway.exitCode === null && gateway.signalCode === null) {
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');
  }
  watchFolders();
  // a changed Prisma schema stands for other code
  const { status } = spawnSync(process.execPath, ['scripts/prepare.mjs'], { cwd: root, stdio: 'inherit' });
  if (status === 0 && !stopping) gateway = start();
}

function start(): ChildProcess {
  return spawn(process.execPath, ['src/main.mjs', 'start', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
}
