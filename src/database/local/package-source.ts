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

/** Debian's and Ubuntu's package tools, working in a folder of their own: no root, nothing installed. */
export interface PackageSource {
  /** Reads what the servers offer. Must come first; one source among many that fails is passed over. */
  update(): Promise<void>;
  /** Selects these packages, installed or not, and all that they need and the system lacks. */
  select(names: readonly string[]): Promise<readonly OfferedPackage[]>;
  /** The names of all packages that begin with this. */
  names(prefix: string): Promise<readonly string[]>;
  /** Downloads packages (checked against the servers' signatures) into a folder. */
  download(packages: readonly OfferedPackage[], directory: string): Promise<void>;
  /** Unpacks one downloaded package. */
  unpack(archive: string, directory: string): Promise<void>;
}

/** How a package source works: its folder, and the environment for the tools. */
export interface PackageSourceOptions {
  readonly directory: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly signal?: AbortSignal | undefined;
  /** Lines of a sources.list to use in place of the system's; nothing that the system has installed counts then. */
  readonly sources?: string;
}

/** Undefined where the system has no `apt-get` and `dpkg`. */
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
        // one unreachable source of many fails the whole; what is missing then shows when packages are selected
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
    // pins are meant for what the system installs
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    `Dir::State::status=${join(directory, 'status')}`,
  ];
}

/** Lines such as `'http://…/libaio1_0.3.113-4_amd64.deb' libaio1_0.3.113-4_amd64.deb 13360 MD5Sum:…`. */
function readOffered(text: string): readonly OfferedPackage[] {
  return [...text.matchAll(/^'[^']+' ([^_\s]+)_([^_\s]+)_\S+\.deb (\d+)/gm)].map(
    ([, name = '', version = '', size]) => ({
      name,
      version: decodeURIComponent(version),
      sizeBytes: Number(size),
    }),
  );
}
