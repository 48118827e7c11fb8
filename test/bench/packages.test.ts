import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('Peers run on the same versions as Gather of what both use', () => {
  const own = readDependencies('package.json');
  const peers = Object.entries(readDependencies('bench/package.json'));
  const shared = peers.filter(([name]) => own[name] !== undefined);
  expect(shared.length).toBeGreaterThan(0);
  expect(shared.filter(([name, version]) => own[name] !== version)).toEqual([]);
});

function readDependencies(path: string): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}
