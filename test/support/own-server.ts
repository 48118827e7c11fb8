import { join } from 'node:path';
import { type LocalDatabase, openLocalDatabase } from '../../src/database/local/open-local-database.ts';
import { unpackMysql } from './mysql-packages.ts';

/** The servers that the tests run on, as the projects in vitest.config.ts are named. */
export type ServerKind = 'mariadb' | 'mysql';

const packagesDirectory = join(import.meta.dirname, '../../.gather/packages');

/** Statements and rows are counted out of it; MySQL and MariaDB fill the same tables. */
const statistics = ['--performance-schema=ON'];

/** Nothing of what a test writes is to outlive the machine's next crash. */
const haste = ['--innodb-flush-log-at-trx-commit=0'];

/** Opens a server of that kind in a folder of its own, fetched at the first time; `parameters` are for its command line. */
export function openOwnServer(
  kind: ServerKind,
  directory: string,
  parameters: readonly string[] = [],
): Promise<LocalDatabase> {
  return openLocalDatabase({
    directory,
    host: process,
    report,
    packagesDirectory,
    parameters: [...statistics, ...haste, ...parameters],
    ...(kind === 'mysql' && {
      findServer: () => unpackMysql({ directory: packagesDirectory, environment: process.env, report }),
    }),
  });
}

function report(message: string): void {
  process.stderr.write(`${message}\n`);
}
