import { dirname, join } from 'node:path';
import type { DatabaseServer } from './database-server.ts';
import { userParameters } from './prepare-data.ts';

/** Builds the parameter that identifies a server by its data folder. No two servers share it. */
export function dataParameter(data: string): string {
  return `--datadir=${data}`;
}

/**
 * Builds the whole command line of a private server: a socket and no port, UTC, utf8mb4, little memory, and
 * none of the machine's own settings. Servers with equal command lines are equal.
 */
export function buildServerCommand(server: DatabaseServer, data: string, socket: string): readonly string[] {
  return [
    server.program,
    '--no-defaults',
    dataParameter(data),
    `--socket=${socket}`,
    `--pid-file=${join(data, 'server.pid')}`,
    // A server, when it starts, deletes everything in this folder that looks like a temporary table.
    `--tmpdir=${dirname(socket)}`,
    ...userParameters(),
    '--skip-networking',
    '--skip-log-bin',
    '--default-time-zone=+00:00',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--innodb-buffer-pool-size=128M',
    ...(server.kind === 'mysql'
      ? [
          '--mysqlx=OFF',
          '--performance-schema=OFF',
          '--innodb-redo-log-capacity=64M',
          '--secure-file-priv=NULL',
        ]
      : ['--innodb-log-file-size=64M', ...prefixParameters(server.prefix)]),
  ];
}

/**
 * Builds the paths of an unpacked server, which otherwise looks where an installed package has its files.
 */
function prefixParameters(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  return [
    `--basedir=${prefix}`,
    `--lc-messages-dir=${join(prefix, 'share/mysql')}`,
    `--character-sets-dir=${join(prefix, 'share/mysql/charsets')}`,
    `--plugin-dir=${join(prefix, 'lib/mysql/plugin')}`,
  ];
}
