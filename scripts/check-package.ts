// Packs the npm package and holds it against what its users rely on: its size, its files, and its entry points
// under every way to resolve them. A part of `npm run check`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = join(import.meta.dirname, '..');
const maxBytes = 400_000;
/** What a user's machine is for: compiled code, the bundled schema with its migrations, and the texts. */
const expectedFiles =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/(src|prisma)\/.+\.(js|mjs|d\.ts|d\.mts)|dist\/src\/model\/generated\/model\.json|prisma\/(schema\.prisma|migrations\/.+))$/;

/** Packs the package as `npm publish` would, and gives the path of the tarball. */
export function packPackage(folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, filename] = /"filename": "([^"]+)"/.exec(output) ?? [];
  if (filename === undefined) throw new Error(`npm pack printed no file name:\n${output}`);
  return join(folder, filename);
}

/** Finds what is wrong with a tarball, in sentences; an empty list means that it may be published. */
export async function findPackageFaults(tarball: string): Promise<readonly string[]> {
  const bytes = readFileSync(tarball);
  return [
    ...(bytes.length > maxBytes
      ? [`The tarball has ${bytes.length} bytes, and ${maxBytes} are the most.`]
      : []),
    ...findStrangeFiles(tarball),
    ...(await findLintFaults(tarball, bytes)),
    ...findTypeFaults(tarball),
  ];
}

function findStrangeFiles(tarball: string): readonly string[] {
  return execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .split('\n')
    .map((path) => path.replace(/^package\//, ''))
    .filter((path) => path !== '' && !expectedFiles.test(path))
    .map((path) => `${path} is in the tarball, and no user needs it.`);
}

async function findLintFaults(tarball: string, bytes: Buffer): Promise<readonly string[]> {
  const manifest = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    level: 'warning',
    strict: true,
  });
  const fields = JSON.parse(manifest) as Record<string, unknown>; // npm has packed it
  return messages.map(
    (message) => `publint: ${formatMessage(message, fields, { color: false }) ?? message.code}`,
  );
}

function findTypeFaults(tarball: string): readonly string[] {
  const program = join(root, 'node_modules/.bin/attw');
  const parameters = [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'];
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  return status === 0 ? [] : [`attw:\n${stdout}${stderr}`];
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'gather-package-'));
  try {
    const tarball = packPackage(folder);
    const faults = await findPackageFaults(tarball);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
    else process.stdout.write(`The package is fine: ${readFileSync(tarball).length} bytes.\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
