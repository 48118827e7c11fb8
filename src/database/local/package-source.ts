import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../std/find-program.ts';
import { CommandError, runProgram } from '../../std/run-program.ts';

/** A package that the system's package servers offer. */
export interface OfferedPackage {
  readonly name: string;
  readonly version: string;
  readonly sizeBytes: number;
}

/** The package tools of Debian and Ubuntu, working in a folder of their own: no root, nothing installed. */
export interface PackageSource {
  /**
   * Reads the lists of packages. Must be called first. Ignores a source that fails, because others may be
   * enough.
   */
  update(): Promise<void>;
  /** Selects these packages, installed or not, and all their dependencies that the system lacks. */
  select(names: readonly string[]): Promise<readonly OfferedPackage[]>;
  /** Lists the names of all packages that begin with the prefix. */
  names(prefix: string): Promise<readonly string[]>;
  /** Downloads packages into a folder, and checks them against the servers' signatures. */
  download(packages: readonly OfferedPackage[], directory: string): Promise<void>;
  /** Unpacks one downloaded package. */
  unpack(archive: string, directory: string): Promise<void>;
}

/** The folder of a package source, and the environment of its tools. */
export interface PackageSourceOptions {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly signal?: AbortSignal | undefined;
  /** The lines of a sources.list to use instead of the system's. Installed packages are then ignored. */
  readonly sources?: string;
}

/** Opens a package source. Returns undefined if the system has no `apt-get` and `dpkg`. */
export async function openPackageSource(options: PackageSourceOptions): Promise<PackageSource | undefined> {
  const [aptGet, aptCache, dpkg] = await Promise.all(
    ['apt-get', 'apt-cache', 'dpkg'].map((name) => findProgram(name, options.environment['PATH'])),
  );
  if (aptGet === undefined || aptCache === undefined || dpkg === undefined) return undefined;
  const settings = await makeSettings(options);
  const environment = { ...options.environment, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const run = (program: string, parameters: readonly string[], directory?: string): Promise<string> =>
    runProgram(program, parameters, {
      environment,
      signal: options.signal,
      ...(directory !== undefined && { directory }),
    });
  return {
    update: async () => {
      try {
        await run(aptGet, [...settings, 'update']);
      } catch (error) {
        // One unreachable source fails the whole update, so that is ignored. If a package is missing, its
        // selection fails.
        if (!(error instanceof CommandError)) throw error;
      }
    },
    select: async (names) =>
      readOffered(
        await run(aptGet, [
          ...settings,
          '--yes',
          '--no-install-recommends',
          '--print-uris',
          '--reinstall',
          'install',
          ...names,
        ]),
      ),
    names: async (prefix) =>
      (await run(aptCache, [...settings, 'pkgnames', prefix])).split('\n').filter(Boolean),
    download: async (packages, directory) => {
      const exact = packages.map(({ name, version }) => `${name}=${version}`);
      await run(aptGet, [...settings, 'download', ...exact], directory);
    },
    unpack: async (archive, directory) => {
      await run(dpkg, ['--extract', archive, directory]);
    },
  };
}

async function makeSettings({ directory, sources }: PackageSourceOptions): Promise<readonly string[]> {
  await mkdir(join(directory, 'lists/partial'), { recursive: true });
  await mkdir(join(directory, 'cache/archives/partial'), { recursive: true });
  const settings = [
    `Dir::State::Lists=${join(directory, 'lists')}`,
    `Dir::State::extended_states=${join(directory, 'extended_states')}`,
    `Dir::Cache=${join(directory, 'cache')}`,
    `Dir::Log=${directory}`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=30',
    'Acquire::https::Timeout=30',
    ...(sources === undefined ? [] : await writeSources(directory, sources)),
  ];
  return settings.flatMap((setting) => ['-o', setting]);
}

async function writeSources(directory: string, sources: string): Promise<readonly string[]> {
  await writeFile(join(directory, 'sources.list'), sources);
  await writeFile(join(directory, 'status'), '');
  return [
    `Dir::Etc::sourcelist=${join(directory, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    // Pins are meant for packages that the system installs.
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State::status=${join(directory, 'status')}`,
  ];
}

/**
 * Reads lines such as `'http://…/libaio1_0.3.113-4_amd64.deb' libaio1_0.3.113-4_amd64.deb 13360 MD5Sum:…`.
 */
function readOffered(text: string): readonly OfferedPackage[] {
  return [...text.matchAll(/^'[^']+' ([^_\s]+)_([^_\s]+)_\S+\.deb (\d+)/gm)].map(
    ([, name = '', version = '', size]) => ({
      name,
      version: decodeURIComponent(version),
      sizeBytes: Number(size),
    }),
  );
}
