import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OfferedPackage, openPackageSource } from '../../src/database/local/package-source.ts';
import { findProgram } from '../../src/std/find-program.ts';
import type { Host } from '../../src/std/host.ts';
import { openLockFile } from '../../src/std/lock-file.ts';
import { makeFolder } from '../../src/std/make-folder.ts';
import { CommandError, runProgram } from '../../src/std/run-program.ts';

/** A Chromium that runs on this machine, and the environment that it needs. */
export interface Chromium {
  readonly program: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/** Where to look for a Chromium, and where to keep one. */
export interface FindChromiumOptions {
  /** The private folder of the project: a fetched one is kept there as `chromium`. */
  readonly directory: string;
  readonly host: Host;
  /** Told what takes long. */
  readonly report: (message: string) => void;
}

const programNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const fetchTimeoutMs = 600_000;

/**
 * Finds a Chromium: on the `PATH`, else in the private folder, else out of the system's packages, unpacked into that
 * folder. The system itself is left as it is, for root too, so that every clone goes the same way.
 * @throws Error with the way out where none of the three works; a test of the browser is never passed over.
 */
export async function findChromium({ directory, host, report }: FindChromiumOptions): Promise<Chromium> {
  for (const name of programNames) {
    const program = await findProgram(name, host.env['PATH']);
    // Ubuntu's package of that name is a script that asks for another one.
    if (program === undefined) continue;
    const installed = { program, environment: host.env };
    if ((await findFault(installed)) === undefined) return installed;
  }
  const folder = join(directory, 'chromium');
  await mkdir(directory, { recursive: true });
  await using _lock = await openLockFile(`${folder}.lock`, host, { waitMs: fetchTimeoutMs });
  const kept = await readUnpacked(folder, host.env);
  if ((await findFault(kept)) === undefined) return kept;
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder, (draft) => fetchChromium(draft, host.env, report));
  const fetched = await readUnpacked(folder, host.env);
  const fault = await findFault(fetched);
  if (fault === undefined) return fetched;
  throw new Error(`The Chromium unpacked into ${folder} does not run on this machine. ${wayOut}\n${fault}`);
}

const wayOut = `Install a Chromium or Chrome so that one of these is on the PATH: ${programNames.join(', ')}.`;

/** Why it does not run; undefined when it does. */
async function findFault({ program, environment }: Chromium): Promise<string | undefined> {
  try {
    const version = await runProgram(program, ['--version'], { environment, timeoutMs: 30_000 });
    return /^(Chromium|Google Chrome) \d/.test(version) ? undefined : version;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

async function fetchChromium(
  draft: string,
  environment: Readonly<NodeJS.ProcessEnv>,
  report: (message: string) => void,
): Promise<void> {
  const work = join(draft, 'work');
  const archives = join(work, 'archives');
  await mkdir(archives, { recursive: true });
  const source = await openPackageSource({ directory: work, environment });
  if (source === undefined) {
    throw new Error(`This machine has no Chromium, nor apt-get to fetch one. ${wayOut}`);
  }
  try {
    report('no Chromium on this machine: reading the lists of its package servers …');
    await source.update();
    const packages = (await source.select(['chromium', 'fonts-dejavu-core'])).filter(isNeeded);
    const megabytes = Math.ceil(packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6);
    report(`fetching Chromium (${megabytes} MB; kept in .gather) …`);
    await source.download(packages, archives);
    for (const archive of await readdir(archives)) await source.unpack(join(archives, archive), draft);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(`Chromium could not be fetched. ${wayOut}\n${error.message}`, { cause: error });
  }
  await rm(work, { recursive: true });
}

/** Programs, libraries and fonts; but never another libc than the one that everything else here runs on. */
function isNeeded({ name }: OfferedPackage): boolean {
  return /^(chromium|fontconfig|fonts-|lib|xkb-data|zlib1g)/.test(name) && !/^libc(6|-bin)$/.test(name);
}

/** The program that the package's own start script would run, with the folders that it would find when installed. */
async function readUnpacked(folder: string, environment: Readonly<NodeJS.ProcessEnv>): Promise<Chromium> {
  const fonts = join(folder, 'fonts.conf');
  await writeFile(fonts, describeFonts(folder)).catch(() => undefined);
  return {
    program: join(folder, 'usr/lib/chromium/chromium'),
    environment: {
      ...environment,
      LD_LIBRARY_PATH: (await libraryFolders(folder)).join(':'),
      FONTCONFIG_FILE: fonts,
    },
  };
}

/** Every folder under `lib` and `usr/lib` that holds a library: some are loaded by their bare names. */
async function libraryFolders(folder: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const base of [join(folder, 'usr/lib'), join(folder, 'lib')]) {
    const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const { name, parentPath } of entries) {
      if (/\.so(\.\d+)*$/.test(name) && !parentPath.endsWith('/chromium')) folders.add(parentPath);
    }
  }
  return [...folders];
}

function describeFonts(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '  <dir>/usr/share/fonts</dir>',
    `  <dir>${folder}/usr/share/fonts</dir>`,
    `  <cachedir>${folder}/font-cache</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}
