// Compiles the code for the npm package, since Node runs no TypeScript below node_modules. `npm pack` and
// `npm publish` run it; nothing of it is committed. Only what the entry points refer to has declarations.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const model = 'src/model/generated/model.json';

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', project], { cwd: root, stdio: 'inherit' });
}
cpSync(join(root, model), join(root, 'dist', model));
