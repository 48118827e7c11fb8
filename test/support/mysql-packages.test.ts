import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { unpackMysql } from './mysql-packages.ts';

test('MySQL for the tests says how to do without it where there is no apt-get, and runs nothing that is broken', async () => {
  await mkdir(resolve('.gather/test'), { recursive: true });
  const directory = await mkdtemp(join(resolve('.gather/test'), 'mysql-packages-'));
  try {
    await mkdir(join(directory, 'mysql'));
    await writeFile(join(directory, 'mysql/mysqld'), 'not a program', { mode: 0o755 });
    const unpacking = unpackMysql({ directory, environment: { PATH: '/nowhere' }, report: () => undefined });
    await expect(unpacking).rejects.toThrow(/no apt-get[\s\S]*TEST_MYSQL_URL=[\s\S]*--project mariadb/);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
