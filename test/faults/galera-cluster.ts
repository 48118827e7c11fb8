import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/std/run-program.ts';
import { waitUntil } from '../../src/std/wait-until.ts';
import { findFreePort } from '../support/gateway-process.ts';
import { clusterUser, type ClusterPrograms, findClusterPrograms } from './cluster-programs.ts';
import { closeConnection, openConnection } from './fault-database.ts';
import { openProgram, type Program } from './program.ts';

/** A node of a cluster. */
export interface GaleraNode {
  readonly port: number;
  /** Its URL on TCP, with the database `gather`. */
  readonly url: string;
  readonly program: Program;
}

/** Three nodes on loopback, each of which takes writes. */
export interface GaleraCluster extends AsyncDisposable {
  readonly nodes: readonly GaleraNode[];
}

const size = 3;
const startTimeoutMs = 60_000;

/** The cluster notices in about a second that a node is gone. */
const timing = [
  'evs.keepalive_period=PT0.2S',
  'evs.inactive_check_period=PT0.2S',
  'evs.suspect_timeout=PT1S',
  'evs.inactive_timeout=PT2S',
  'evs.install_timeout=PT2S',
  'gcache.size=32M',
];

/** Opens a cluster of three nodes in a folder for temporary files: the first one bears the cluster, the others copy it. */
export async function openGaleraCluster(parameters: readonly string[] = []): Promise<GaleraCluster> {
  const programs = await findClusterPrograms();
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'gather-galera-'));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  await handOver(folder);
  const nodes: GaleraNode[] = [];
  let seed: string | undefined;
  for (let index = 1; index <= size; index += 1) {
    const home = join(folder, `node-${index}`);
    const [port, base] = await findPorts();
    const command = buildNodeCommand(programs, { home, index, port, base, seed, parameters });
    await prepareNode(home, programs, seed === undefined);
    const log = join(folder, `node-${index}.log`);
    const { environment } = programs;
    const program = opened.use(await openProgram({ command, environment, log, user: clusterUser }));
    const url = `mysql://root@127.0.0.1:${port}/gather`;
    await waitForNode(url, join(home, 'server.sock'), program, index);
    nodes.push({ port, url, program });
    seed ??= `127.0.0.1:${base}`;
  }
  const kept = opened.move();
  return { nodes, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

interface NodeOptions {
  readonly home: string;
  readonly index: number;
  readonly port: number;
  /** Of three ports in a row for the cluster's own traffic. */
  readonly base: number;
  /** Another node's address; undefined for the first. */
  readonly seed: string | undefined;
  readonly parameters: readonly string[];
}

function buildNodeCommand(
  { mariadbd, provider, prefix }: ClusterPrograms,
  { home, index, port, base, seed, parameters }: NodeOptions,
): readonly string[] {
  const addresses = [
    'base_host=127.0.0.1',
    `base_port=${base}`,
    `gmcast.listen_addr=tcp://127.0.0.1:${base}`,
    `ist.recv_addr=127.0.0.1:${base + 1}`,
  ];
  return [
    mariadbd,
    '--no-defaults',
    ...(prefix === undefined
      ? []
      : [
          `--basedir=${prefix}`,
          `--lc-messages-dir=${join(prefix, 'share/mysql')}`,
          `--character-sets-dir=${join(prefix, 'share/mysql/charsets')}`,
        ]),
    `--datadir=${join(home, 'data')}`,
    `--tmpdir=${home}`,
    `--socket=${join(home, 'server.sock')}`,
    `--pid-file=${join(home, 'server.pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--default-time-zone=+00:00',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=64M',
    '--innodb-log-file-size=32M',
    '--wsrep-on=ON',
    `--wsrep-provider=${provider}`,
    '--wsrep-cluster-name=gather',
    `--wsrep-cluster-address=gcomm://${seed ?? ''}`,
    `--wsrep-node-address=127.0.0.1:${base}`,
    `--wsrep-node-name=node-${index}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${base + 2}`,
    `--wsrep-provider-options=${[...addresses, ...timing].join(';')}`,
    ...parameters,
  ];
}

/** Only the first has data of its own. */
async function prepareNode(home: string, programs: ClusterPrograms, isFirst: boolean): Promise<void> {
  const data = join(home, 'data');
  await mkdir(data, { recursive: true });
  await handOver(home);
  await handOver(data);
  if (!isFirst) return;
  const { installer, prefix, environment } = programs;
  const parameters = [
    '--no-defaults',
    ...(prefix === undefined ? [] : [`--basedir=${prefix}`]),
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--rpm',
  ];
  await runProgram(installer, parameters, {
    environment: { ...environment, TMPDIR: home },
    user: clusterUser,
  });
}

/** Gives a folder to whom the cluster runs as. */
async function handOver(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  if (clusterUser !== undefined) await chown(folder, clusterUser.uid, clusterUser.gid);
}

/** One for clients, and the first of three in a row on which nothing listens. */
async function findPorts(): Promise<readonly [port: number, base: number]> {
  for (;;) {
    const base = await findFreePort();
    const isFree = await Promise.all([base + 1, base + 2].map((port) => canListen(port)));
    if (isFree.every(Boolean)) return [await findFreePort(), base];
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  const isFree = await listening;
  server.close();
  return isFree;
}

async function waitForNode(url: string, socket: string, program: Program, index: number): Promise<void> {
  let isReady = false;
  const settled = async (): Promise<boolean> => {
    isReady = await isSynced(url, socket, index);
    return isReady || !program.isRunning();
  };
  await waitUntil(settled, { intervalMs: 100, timeoutMs: startTimeoutMs });
  if (!isReady) throw new Error(`Node ${index} did not start: ${await program.lastWords()}`);
}

async function isSynced(url: string, socket: string, index: number): Promise<boolean> {
  try {
    const connection = await openConnection(
      `mysql://root@localhost/mysql?socket=${encodeURIComponent(socket)}`,
    );
    const rows = await connection.query<{ Value: string }[]>(
      "SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state_comment', 'wsrep_cluster_size')",
    );
    const isReady =
      rows
        .map(({ Value }) => Value)
        .toSorted()
        .join() === `${index},ON,Synced`;
    if (isReady) await connection.query('CREATE DATABASE IF NOT EXISTS gather CHARACTER SET utf8mb4');
    await closeConnection(connection);
    if (isReady) await closeConnection(await openConnection(url));
    return isReady;
  } catch {
    return false;
  }
}
