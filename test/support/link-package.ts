import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../../src');

/** Installs the package into a folder as its source, which both the compiler and Node can read. */
export async function linkPackage(folder: string): Promise<void> {
  const installed = join(folder, 'node_modules/gather-graphql');
  await mkdir(installed, { recursive: true });
  const manifest = { name: 'gather-graphql', type: 'module', exports: './src/index.ts' };
  await writeFile(join(installed, 'package.json'), JSON.stringify(manifest));
  await symlink(source, join(installed, 'src'));
}
