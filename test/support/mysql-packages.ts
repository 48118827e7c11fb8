import { access, chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseServer, readKind } from '../../src/database/local/database-server.ts';
import { openPackageSource } from '../../src/database/local/package-source.ts';
import { findProgram } from '../../src/std/find-program.ts';
import { openLockFile } from '../../src/std/lock-file.ts';
import { makeFolder } from '../../src/std/make-folder.ts';
import { CommandError, runProgram } from '../../src/std/run-program.ts';

/** Where the packages are kept, and who is told what takes long. */
export interface MysqlPackagesOptions {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly report: (message: string) => void;
}

const waitMs = 300_000;

const waysOut =
  'Set TEST_MYSQL_URL=mysql://user:password@host:port/database (a user who may do everything) to test on a MySQL ' +
  'that is there already, or leave MySQL out: npx vitest run --project mariadb';

/**
 * The MySQL that the tests run on, out of Debian unstable's packages: unpacked into a folder and kept there, shared by
 * runs side by side. The mirror is that of the machine's own package sources. What does not run is fetched again.
 * @throws Error with the ways out where it cannot be had.
 */
export async function unpackMysql(options: MysqlPackagesOptions): Promise<DatabaseServer> {
  const { directory, environment } = options;
  await mkdir(directory, { recursive: true });
  await using _lock = await openLockFile(join(directory, 'lock'), process, { waitMs });
  const folder = join(directory, 'mysql');
  const program = join(folder, 'mysqld');
  const server: DatabaseServer = {
    kind: 'mysql',
    program,
    installer: undefined,
    prefix: undefined,
    environment,
  };
  if ((await readKind(program, environment)) === 'mysql') return server;
  await rm(folder, { recursive: true, force: true });
  try {
    await makeFolder(folder, (draft) => fetchPackages(draft, options));
    await runProgram(program, ['--no-defaults', '--version'], { environment });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(`MySQL could not be had for the tests.\n${error.message}\n${waysOut}`, { cause: error });
  }
  return server;
}

async function fetchPackages(
  draft: string,
  { directory, environment, report }: MysqlPackagesOptions,
): Promise<void> {
  const work = join(draft, 'work');
  const archives = join(work, 'archives');
  await mkdir(archives, { recursive: true });
  const sources = await readUnstableSources(environment);
  const source = await openPackageSource({ directory: work, environment, sources });
  if (source === undefined) {
    throw new Error(`The tests want MySQL beside MariaDB, and this machine has no apt-get.\n${waysOut}`);
  }
  report("reading what Debian unstable offers, for the tests' MySQL …");
  await source.update();
  const offered = await source.select(['mysql-server-core']);
  const packages = offered.filter(({ name }) => /^(mysql-server-core|lib)/.test(name));
  const megabytes = Math.ceil(packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6);
  report(`fetching MySQL (${megabytes} MB; kept in ${directory}) …`);
  await source.download(packages, archives);
  for (const archive of await readdir(archives)) await source.unpack(join(archives, archive), draft);
  await rm(work, { recursive: true });
  await writeProgram(draft);
}

/** A line for each mirror of the machine's own sources; several may be Debian's, and those that are not fail alone. */
async function readUnstableSources(environment: Readonly<NodeJS.ProcessEnv>): Promise<string> {
  const aptGet = await findProgram('apt-get', environment['PATH']);
  if (aptGet === undefined) return '';
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const parameters = ['indextargets', '--no-release-info', '--format', format, 'Identifier: Packages'];
  const lines = (await runProgram(aptGet, parameters, { environment })).split('\n');
  const mirrors = lines.flatMap((line) => {
    const [uri = '', release = '', component] = line.split(' ');
    return component === 'main' && !release.endsWith('-security') ? [uri] : [];
  });
  const trust = (await isThere(keyring)) ? `[signed-by=${keyring}] ` : '';
  return [...new Set(mirrors)].map((mirror) => `deb ${trust}${mirror} unstable main\n`).join('');
}

/** Debian's own, which a source for another suite need not name. */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The packages bring their own C library, which may be newer than the machine's: a server with it is started by its
 * own loader. It also looks for its files where a package would have put them, unless it is told.
 */
async function writeProgram(folder: string): Promise<void> {
  const script = [
    '#!/bin/sh',
    'root="$(dirname "$0")"',
    'libraries="$(echo "$root"/usr/lib/*-linux-gnu)"',
    'first="$1"; shift',
    'exec "$libraries"/ld-linux* --library-path "$libraries" "$root/usr/sbin/mysqld" "$first" \\',
    '  --basedir="$root/usr" --lc-messages-dir="$root/usr/share/mysql" "$@"',
    '',
  ].join('\n');
  const program = join(folder, 'mysqld');
  await writeFile(program, script);
  await chmod(program, 0o755);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
