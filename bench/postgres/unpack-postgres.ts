import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findLibraryFolders } from '../../src/database/local/find-library-folders.ts';
import { openPackageSource, type PackageSource } from '../../src/database/local/package-source.ts';
import { makeFolder } from '../../src/std/make-folder.ts';
import { CommandError, runProgram } from '../../src/std/run-program.ts';
import { PostgresError } from './postgres-error.ts';

/** A PostgreSQL that can be run on this machine. */
export interface PostgresPrograms {
  readonly postgres: string;
  /** Fills an empty data folder. */
  readonly initdb: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/** Where packages are unpacked to, and with what. */
export interface UnpackPostgresOptions {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const majorLeast = 15;

/**
 * The newest PostgreSQL of the system's packages, unpacked into a folder and kept there; one that is installed does
 * not count, since its settings and extensions are not known.
 * @throws PostgresError or CommandError where it cannot be had.
 */
export async function unpackPostgres(options: UnpackPostgresOptions): Promise<PostgresPrograms> {
  const folder = join(options.directory, 'postgresql');
  const kept = await findPrograms(folder, options);
  if (kept !== undefined) return kept;
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder, (draft) => fetchPackages(draft, options));
  const programs = await findPrograms(folder, options);
  if (programs !== undefined) return programs;
  throw new PostgresError(`The PostgreSQL unpacked into ${folder} does not run on this machine.`);
}

async function fetchPackages(draft: string, options: UnpackPostgresOptions): Promise<void> {
  const { environment, report, signal } = options;
  const work = join(draft, 'work');
  const archives = join(work, 'archives');
  await mkdir(archives, { recursive: true });
  const source = await openPackageSource({ directory: work, environment, signal });
  if (source === undefined) throw new PostgresError('This machine has no apt-get to fetch PostgreSQL with.');
  await source.update();
  const offered = await source.select([await findServerPackage(source)]);
  const packages = offered.filter(({ name }) => isNeeded(name));
  if (packages.length === 0)
    throw new PostgresError('No package server that can be reached offers PostgreSQL.');
  const megabytes = Math.ceil(packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6);
  report(`fetching PostgreSQL (${megabytes} MB; kept in ${options.directory}) …`);
  await source.download(packages, archives);
  for (const archive of await readdir(archives)) await source.unpack(join(archives, archive), draft);
  await rm(work, { recursive: true });
  // The server may have to run as somebody else.
  await chmod(draft, 0o755);
}

async function findServerPackage(source: PackageSource): Promise<string> {
  const names = await source.names('postgresql-');
  const majors = names.flatMap((name) => /^postgresql-(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
  const newest = Math.max(0, ...majors);
  if (newest >= majorLeast) return `postgresql-${newest}`;
  throw new PostgresError(
    `Expected a package of PostgreSQL ${majorLeast} or newer, but the newest offered is ${newest || 'none'}.`,
  );
}

/** The server and its libraries; not the C library, nor the compiler that its JIT alone needs, which is off. */
function isNeeded(name: string): boolean {
  return /^(postgresql-\d+$|lib)/.test(name) && !/^(libc6|libc-bin|libllvm|libz3)/.test(name);
}

async function findPrograms(
  folder: string,
  { environment, signal }: UnpackPostgresOptions,
): Promise<PostgresPrograms | undefined> {
  const versions = join(folder, 'usr/lib/postgresql');
  const [version] = await readdir(versions).catch(() => []);
  if (version === undefined) return undefined;
  const programs = join(versions, version, 'bin');
  const libraries = await findLibraryFolders(folder);
  const found: PostgresPrograms = {
    postgres: join(programs, 'postgres'),
    initdb: join(programs, 'initdb'),
    environment: { PATH: environment['PATH'], LC_ALL: 'C', LD_LIBRARY_PATH: libraries.join(':') },
  };
  try {
    for (const program of [found.postgres, found.initdb])
      await runProgram(program, ['--version'], { environment: found.environment, signal });
    return found;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
