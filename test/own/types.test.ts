import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('Own fields of registered models are compiled without an error, and each planted mistake is one', () => {
  const folder = join(import.meta.dirname, 'types');
  // An expected error that is missing is an error too.
  const output = execFileSync('node_modules/.bin/tsc', ['--project', folder], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  expect(output).toBe('');
  const mistakes = readFileSync(join(folder, 'mistakes.ts'), 'utf8').match(/@ts-expect-error/g);
  expect(mistakes).toHaveLength(9);
});
