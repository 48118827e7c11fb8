import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '../../src/std/wait-until.ts';
import { findFreePort } from '../support/gateway-process.ts';
import { openOwnServer } from '../support/own-server.ts';
import { closeConnection, openConnection } from './fault-database.ts';

/** A member of a group. */
export interface GroupMember {
  readonly port: number;
  /** Its URL on TCP, with the database `gather`. */
  readonly url: string;
}

/** Three members on loopback. */
export interface ReplicationGroup extends AsyncDisposable {
  readonly members: readonly GroupMember[];
}

const size = 3;
const groupName = '0f5e1b5a-6d0e-4c43-9d0f-3c8f1c0a7a01';
const onlineTimeoutMs = 60_000;
const packages = join(import.meta.dirname, '../../.gather/packages');
const home = join(import.meta.dirname, '../../.gather/faults');

/** Opens a group of three servers of MySQL with Group Replication: one that takes writes, or all. */
export async function openReplicationGroup(primaries: 'one' | 'all'): Promise<ReplicationGroup> {
  await using opened = new AsyncDisposableStack();
  await mkdir(home, { recursive: true });
  const folder = await mkdtemp(join(home, 'group-'));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const addresses: (readonly [port: number, local: number])[] = [];
  for (let index = 0; index < size; index += 1) addresses.push([await findFreePort(), await findFreePort()]);
  const seeds = addresses.map(([, local]) => `127.0.0.1:${local}`);
  const members = addresses.map(([port]) => ({ port, url: `mysql://root@127.0.0.1:${port}/gather` }));
  for (const [index, [port, local]] of addresses.entries()) {
    const parameters = buildParameters({ index, port, local, seeds, primaries });
    opened.use(await openOwnServer('mysql', join(folder, `member-${index + 1}`), parameters));
    await joinGroup(members[index]?.url ?? '', index);
  }
  const kept = opened.move();
  return { members, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

interface MemberOptions {
  readonly index: number;
  readonly port: number;
  /** For the group's own traffic. */
  readonly local: number;
  readonly seeds: readonly string[];
  readonly primaries: 'one' | 'all';
}

function buildParameters({ index, port, local, seeds, primaries }: MemberOptions): readonly string[] {
  const isSingle = primaries === 'one';
  return [
    '--skip-networking=0',
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--plugin-dir=${join(packages, 'mysql/usr/lib/mysql/plugin')}`,
    '--plugin-load-add=group_replication.so',
    '--log-bin=binlog',
    `--server-id=${index + 1}`,
    '--gtid-mode=ON',
    '--enforce-gtid-consistency=ON',
    '--report-host=127.0.0.1',
    `--report-port=${port}`,
    '--innodb-buffer-pool-size=64M',
    `--group-replication-group-name=${groupName}`,
    '--group-replication-start-on-boot=OFF',
    `--group-replication-local-address=127.0.0.1:${local}`,
    `--group-replication-group-seeds=${seeds.join()}`,
    '--group-replication-recovery-get-public-key=ON',
    `--group-replication-single-primary-mode=${isSingle ? 'ON' : 'OFF'}`,
    `--group-replication-enforce-update-everywhere-checks=${isSingle ? 'OFF' : 'ON'}`,
  ];
}

/** Has a member join the group, which the first one makes. */
async function joinGroup(url: string, index: number): Promise<void> {
  const connection = await openConnection(url);
  await connection.query(
    "SET SQL_LOG_BIN = 0; CREATE USER replicator@'%' IDENTIFIED BY 'replicator'; " +
      "GRANT REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO replicator@'%'; SET SQL_LOG_BIN = 1; " +
      // What each has written before would keep it from joining.
      'RESET BINARY LOGS AND GTIDS',
  );
  if (index === 0) await connection.query('SET GLOBAL group_replication_bootstrap_group = ON');
  await connection.query("START GROUP_REPLICATION USER = 'replicator', PASSWORD = 'replicator'");
  if (index === 0) await connection.query('SET GLOBAL group_replication_bootstrap_group = OFF');
  const isOnline = async (): Promise<boolean> => {
    const rows = await connection.query<{ state: string }[]>(
      'SELECT MEMBER_STATE AS state FROM performance_schema.replication_group_members',
    );
    return rows.length === index + 1 && rows.every(({ state }) => state === 'ONLINE');
  };
  const hasJoined = await waitUntil(isOnline, { intervalMs: 100, timeoutMs: onlineTimeoutMs });
  await closeConnection(connection);
  if (!hasJoined) throw new Error(`Member ${index + 1} did not join the group.`);
}
