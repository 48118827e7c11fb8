// Runs the gateway and starts it again when a file of it changes. `node --watch` follows a file's inode, so it loses
// every file that an editor saves by renaming; folders are watched here, which see both ways of saving.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const watched = ['src', 'prisma'];
/** Saving, or a checkout, changes many files at once: the last of them is waited for. */
const settleMs = 100;

const folders = new Set<string>();
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

function watchFolders(): void {
  for (const top of watched) {
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      watchFolder(entry.parentPath);
    }
  }
}

function watchFolder(folder: string): void {
  if (folders.has(folder) || folder.split('/').includes('generated')) return;
  folders.add(folder);
  const watcher = watch(folder, (_, file) => {
    if (stopping || file === null || !/\.(ts|prisma|sql)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarts = restarts.then(() => restart(join(folder, file)));
    }, settleMs);
  });
  watcher.on('error', () => folders.delete(folder));
}

async function restart(file: string): Promise<void> {
  process.stdout.write(`\n${file.slice(root.length)} has changed: starting again\n`);
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
