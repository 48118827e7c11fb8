import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../../std/run-program.ts';
import { makeFolder } from '../../std/make-folder.ts';
import { type DatabaseServer, readKind } from './database-server.ts';
import { findLibraryFolders } from './find-library-folders.ts';
import { LocalDatabaseError, waysOut } from './local-database-error.ts';
import { type OfferedPackage, openPackageSource, type PackageSource } from './package-source.ts';

/** The folder for unpacked packages, and the environment of the tools. */
export interface UnpackServerOptions {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly report: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks MariaDB from the system's packages into a folder, without root or an installation, and keeps it
 * there. If it no longer runs, as after an upgrade of the system, it is fetched again.
 * @throws LocalDatabaseError With advice, if that is not possible.
 */
export async function unpackServer(options: UnpackServerOptions): Promise<DatabaseServer> {
  const folder = join(options.directory, 'mariadb');
  const kept = await readServer(folder, options.environment);
  if (kept !== undefined) return kept;
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder, (draft) => fetchPackages(draft, options));
  const server = await readServer(folder, options.environment);
  if (server !== undefined) return server;
  throw new LocalDatabaseError(
    `The MariaDB unpacked into ${folder} does not run on this machine.\n${waysOut}`,
  );
}

async function fetchPackages(draft: string, options: UnpackServerOptions): Promise<void> {
  const { environment, report, signal } = options;
  const work = join(draft, 'work');
  const archives = join(work, 'archives');
  await mkdir(archives, { recursive: true });
  const source = await openPackageSource({ directory: work, environment, signal });
  if (source === undefined) {
    throw new LocalDatabaseError(
      `DATABASE_URL is not set, and this machine has no MariaDB or MySQL server, nor apt-get to fetch one.\n${waysOut}`,
    );
  }
  try {
    report('no database server on this machine: reading the lists of its package servers …');
    await source.update();
    const packages = await selectPackages(source);
    const megabytes = Math.ceil(packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6);
    report(`fetching MariaDB (${megabytes} MB; kept in ${options.directory}) …`);
    await source.download(packages, archives);
    for (const archive of await readdir(archives)) await source.unpack(join(archives, archive), draft);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new LocalDatabaseError(
      `DATABASE_URL is not set, and MariaDB could not be fetched.\n${error.message}\n${waysOut}`,
      { cause: error },
    );
  }
  await rm(work, { recursive: true });
}

/** Selects the packages of the server. Older releases have the version in the names of the packages. */
async function selectPackages(source: PackageSource): Promise<readonly OfferedPackage[]> {
  const prefixes = ['mariadb-server-core', 'mariadb-client-core'];
  const names = await Promise.all(
    prefixes.map(async (prefix) => {
      const offered = await source.names(prefix);
      return offered.includes(prefix) ? prefix : (offered.toSorted().at(-1) ?? prefix);
    }),
  );
  return (await source.select(names)).filter(({ name }) => isNeeded(name));
}

/**
 * Returns true for programs and libraries. Omits configuration, and any libc besides the one that Node runs
 * on.
 */
function isNeeded(name: string): boolean {
  return /^(mariadb-(server|client)-core|lib)/.test(name) && !/^libc(6|-bin)$/.test(name);
}

async function readServer(
  folder: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<DatabaseServer | undefined> {
  const prefix = join(folder, 'usr');
  const program = join(prefix, 'sbin/mariadbd');
  const server: DatabaseServer = {
    kind: 'mariadb',
    program,
    installer: join(prefix, 'bin/mariadb-install-db'),
    prefix,
    environment: { ...environment, LD_LIBRARY_PATH: (await findLibraryFolders(folder)).join(':') },
  };
  return (await readKind(program, server.environment)) === 'mariadb' ? server : undefined;
}
