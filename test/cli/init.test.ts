import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runInProcess as run } from '../support/run-in-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'gather-init-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('`gather init`', () => {
  test('writes a configuration, a file of types and a script, and overwrites nothing', async () => {
    const project = await mkdtemp(join(folder, 'project-'));
    await writeFile(
      join(project, 'package.json'),
      '{\n\t"name": "shop",\n\t"scripts": { "test": "true" }\n}\n',
    );
    const first = await run(['init'], { INIT_CWD: project });
    expect(first).toMatchObject({ code: 0, complaints: '' });
    expect(first.output).toContain('Wrote gather.config.ts.\nWrote gather-env.d.ts.\n');
    expect(first.output).toContain('npx gather pull');
    expect(await readFile(join(project, 'package.json'), 'utf8')).toBe(
      '{\n\t"name": "shop",\n\t"scripts": {\n\t\t"test": "true",\n\t\t"gather": "gather start"\n\t}\n}\n',
    );

    const files = await readdir(project);
    const texts = await Promise.all(files.map((file) => readFile(join(project, file), 'utf8')));
    await writeFile(join(project, 'gather.config.ts'), 'export default {};\n');
    const second = await run(['init'], { INIT_CWD: project });
    expect(second.output).toContain(
      'gather.config.ts is there already.\ngather-env.d.ts is there already.\n',
    );
    expect(second.output).toContain('package.json has a script "gather" already.');
    expect(await readFile(join(project, 'gather.config.ts'), 'utf8')).toBe('export default {};\n');
    expect(await readFile(join(project, 'package.json'), 'utf8')).toBe(texts[files.indexOf('package.json')]);
  });

  test('writes nothing where there is no project, or a broken one', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    const none = await run(['init'], { INIT_CWD: empty });
    expect(none).toMatchObject({ code: 2 });
    expect(none.complaints).toContain('package.json: expected one in this folder');
    await writeFile(join(empty, 'package.json'), '{');
    const broken = await run(['init'], { INIT_CWD: empty });
    expect(broken).toMatchObject({ code: 2 });
    expect(broken.complaints).toContain('package.json: expected JSON');
    expect(await readdir(empty)).toEqual(['package.json']);
  });
});
