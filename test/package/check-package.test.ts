import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findPackageFaults, packPackage } from '../../scripts/check-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'gather-package-'));
const tarball = packPackage(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packs the package again after a change to its unpacked files. */
function repack(change: (files: string) => void): string {
  const files = mkdtempSync(join(folder, 'files-'));
  execFileSync('tar', ['-xzf', tarball, '-C', files]);
  change(join(files, 'package'));
  const path = `${files}.tgz`;
  execFileSync('tar', ['-czf', path, '-C', files, 'package']);
  return path;
}

describe('Check of the npm package', () => {
  test('finds no fault', async () => {
    expect(await findPackageFaults(tarball)).toEqual([]);
  });

  test('sees an entry point without its file, by both tools', async () => {
    const faults = await findPackageFaults(
      repack((files) => {
        rmSync(join(files, 'dist/src/codegen.js'));
        rmSync(join(files, 'dist/src/index.d.ts'));
      }),
    );
    expect(faults).toContainEqual(
      expect.stringMatching(/^publint: .*codegen\.js but the file does not exist/),
    );
    expect(faults).toContainEqual(expect.stringMatching(/^attw:/));
  });

  test('sees a file that no user needs, and too many bytes', async () => {
    const faults = await findPackageFaults(
      repack((files) => writeFileSync(join(files, 'notes.bin'), randomBytes(400_000))),
    );
    expect(faults).toContainEqual(
      expect.stringMatching(/^The tarball has \d+ bytes, and 400000 are the most\.$/),
    );
    expect(faults).toContain('notes.bin is in the tarball, and no user needs it.');
  });
});
