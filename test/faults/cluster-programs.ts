import { access, chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tmpdir, userInfo } from 'node:os';
import { findLibraryFolders } from '../../src/database/local/find-library-folders.ts';
import { openPackageSource } from '../../src/database/local/package-source.ts';
import { findProgram } from '../../src/std/find-program.ts';
import { openLockFile } from '../../src/std/lock-file.ts';
import { makeFolder } from '../../src/std/make-folder.ts';
import type { ProcessUser } from '../../src/std/run-program.ts';

/** The programs of a Galera cluster behind a proxy, installed or unpacked. */
export interface ClusterPrograms {
  readonly mariadbd: string;
  readonly installer: string;
  /** Galera's library. */
  readonly provider: string;
  readonly haproxy: string;
  /** The `usr` folder of packages that were unpacked; undefined for what is installed. */
  readonly prefix: string | undefined;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

const packages = ['mariadb-server', 'galera-4', 'rsync', 'lsof', 'haproxy'];
const waitMs = 300_000;

/** Debian's `nobody`, whom every system has: rsync serves files as this user where root runs it, so root cannot own them. */
const nobody: ProcessUser = { uid: 65_534, gid: 65_534 };

/** As whom a cluster runs; undefined for whoever runs the tests. */
export const clusterUser = userInfo().uid === 0 ? nobody : undefined;

/** Where packages are kept; `.gather` is closed to all but whom it belongs to. */
const directory =
  clusterUser === undefined
    ? join(import.meta.dirname, '../../.gather/packages')
    : join(tmpdir(), 'gather-cluster-packages');

/**
 * Finds the programs on the machine, else unpacks Debian's packages into a folder that is kept: neither root nor an
 * installation is needed.
 * @throws Error with the package to install where they cannot be had.
 */
export async function findClusterPrograms(): Promise<ClusterPrograms> {
  const installed = await readPrograms(undefined, process.env);
  if (installed !== undefined) return installed;
  await mkdir(directory, { recursive: true });
  await using _lock = await openLockFile(join(directory, 'lock'), process, { waitMs });
  const folder = join(directory, 'cluster');
  await makeFolder(folder, unpackInto);
  const path = [join(folder, 'usr/sbin'), join(folder, 'usr/bin'), process.env['PATH']].join(delimiter);
  const libraries = (await findLibraryFolders(folder)).join(':');
  const environment = { ...process.env, PATH: path, LD_LIBRARY_PATH: libraries };
  const unpacked = await readPrograms(join(folder, 'usr'), environment);
  if (unpacked !== undefined) return unpacked;
  await rm(folder, { recursive: true, force: true });
  throw new Error(`A cluster needs programs that could not be had: apt-get install ${packages.join(' ')}`);
}

async function readPrograms(
  prefix: string | undefined,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<ClusterPrograms | undefined> {
  const names = ['mariadbd', 'mariadb-install-db', 'haproxy', 'rsync', 'wsrep_sst_rsync'];
  const [mariadbd, installer, haproxy, ...others] = await Promise.all(
    names.map((name) => findProgram(name, environment['PATH'])),
  );
  const provider =
    (prefix === undefined ? undefined : await findProvider(prefix)) ?? (await findProvider('/usr'));
  if (mariadbd === undefined || installer === undefined || haproxy === undefined) return undefined;
  if (provider === undefined || others.includes(undefined)) return undefined;
  const isUnpacked = prefix !== undefined && mariadbd.startsWith(prefix);
  return { mariadbd, installer, provider, haproxy, prefix: isUnpacked ? prefix : undefined, environment };
}

async function findProvider(prefix: string): Promise<string | undefined> {
  for (const folder of ['lib/galera', 'lib64/galera-4', 'lib/galera-4']) {
    const path = join(prefix, folder, 'libgalera_smm.so');
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

async function unpackInto(draft: string): Promise<void> {
  const work = join(draft, 'work');
  const archives = join(work, 'archives');
  await mkdir(archives, { recursive: true });
  const source = await openPackageSource({ directory: work, environment: process.env });
  if (source === undefined) {
    throw new Error(`A cluster needs ${packages.join(', ')}, and this machine has no apt-get to fetch them.`);
  }
  process.stderr.write(`fetching ${packages.join(', ')} (kept in ${directory}) …\n`);
  await source.update();
  const offered = await source.select(packages);
  // As with the private server: no configuration, and never another libc than the machine's.
  const needed = offered.filter(
    ({ name }) => /^(mariadb|galera|rsync|lsof|haproxy|lib)/.test(name) && !/^libc(6|-bin)$/.test(name),
  );
  await source.download(needed, archives);
  for (const archive of await readdir(archives)) await source.unpack(join(archives, archive), draft);
  await rm(work, { recursive: true });
  await chmod(draft, 0o755); // whom the cluster runs as reads them
}
