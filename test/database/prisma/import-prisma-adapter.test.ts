import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { importPrismaAdapter } from '../../../src/database/prisma/import-prisma-adapter.ts';

const loadAdapter = () => import('@prisma/adapter-mariadb');

test('Prisma’s adapter that is not installed is named, with the command that installs it', async () => {
  // As an installation without the package answers.
  const missing = '@prisma/adapter-mariadb-that-is-missing';
  const load = () => import(missing) as ReturnType<typeof loadAdapter>;
  await expect(importPrismaAdapter(load)).rejects.toThrow(
    /expected the package @prisma\/adapter-mariadb, which is not installed; `npm install @prisma\/adapter-mariadb`/,
  );
});

test('Another fault of the package is thrown as it is', async () => {
  const fault = new Error('no such thing');
  await expect(importPrismaAdapter(() => Promise.reject(fault))).rejects.toBe(fault);
});

test('Opening a database loads nothing of Prisma', () => {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({
      load(url, context, next) {
        if (url.includes('/@prisma/')) throw new Error(url);
        return next(url, context);
      },
    });
    const { openDatabase } = await import('./src/database/open-database.ts');
    await openDatabase({ url: 'mysql://root@127.0.0.1:1/none', poolSize: 1, connectTimeoutMs: 1, statementTimeoutMs: 1 })[Symbol.asyncDispose]();
    console.log('opened');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('../../..', import.meta.url),
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'opened\n', stderr: '' });
});
