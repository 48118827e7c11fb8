import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from '../../src/std/make-folder.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gather-folder-'));
});

afterEach(async () => {
  await rm(parent, { recursive: true });
});

describe('Folder made whole', () => {
  test('appears with all that was put into it', async () => {
    await makeFolder(join(parent, 'whole'), (draft) => writeFile(join(draft, 'file'), 'text'));
    expect(await readFile(join(parent, 'whole/file'), 'utf8')).toBe('text');
    expect(await readdir(parent)).toEqual(['whole']);
  });

  test('does not appear when filling it fails', async () => {
    await expect(makeFolder(join(parent, 'whole'), fillHalf)).rejects.toThrow('interrupted');
    expect(await readdir(parent)).toEqual([]);
  });

  test('replaces what was left half done, and keeps what is complete', async () => {
    await mkdir(join(parent, 'whole.partial-00000000'));
    await makeFolder(join(parent, 'whole'), (draft) => writeFile(join(draft, 'file'), 'first'));
    await makeFolder(join(parent, 'whole'), (draft) => writeFile(join(draft, 'file'), 'second'));
    expect(await readdir(parent)).toEqual(['whole']);
    expect(await readFile(join(parent, 'whole/file'), 'utf8')).toBe('first');
  });
});

async function fillHalf(draft: string): Promise<void> {
  await writeFile(join(draft, 'file'), 'half');
  throw new Error('interrupted');
}
