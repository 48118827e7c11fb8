// Compiles the code for the npm package, since Node runs no TypeScript below node_modules. `npm pack` and
// `npm publish` run it; nothing of it is committed. Only what the entry points refer to has declarations.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const model = 'src/model/generated/model.json';

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', project], { cwd: root, stdio: 'inherit' });
}
cpSync(join(root, model), join(root, 'dist', model));
removeUnused();

/** Removes the declarations that no entry point leads to, since tsc writes those of all files that it has read. */
function removeUnused(): void {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const used = new Set(
    Array.from(manifest.matchAll(/"types": "\.\/(dist\/[^"]+)"/g), ([, path = '']) => join(root, path)),
  );
  for (const path of used) {
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(
      /(?:from |import\()['"](\.[^'"]+)['"]/g,
    ))
      used.add(join(dirname(path), target.replace(/\.[jt]s$/, '.d.ts')));
  }
  for (const path of globSync(join(root, 'dist/**/*.d.ts'))) if (!used.has(path)) rmSync(path);
}
