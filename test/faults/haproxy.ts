import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../src/std/wait-until.ts';
import { findFreePort } from '../support/gateway-process.ts';
import { findClusterPrograms } from './cluster-programs.ts';
import { openProgram } from './program.ts';

/** A server behind the proxy. */
export interface Backend {
  readonly port: number;
  /** Asked five times a second whether the server is to have traffic; where it is left out, it has `/health/ready`. */
  readonly isUp?: () => Promise<boolean>;
  /** Has traffic only while all others are down. */
  readonly isBackup?: boolean;
}

/** How traffic goes through the proxy. */
export interface HaproxyOptions {
  readonly mode: 'tcp' | 'http';
  readonly backends: readonly Backend[];
  /** Whether connections to a server end when it is marked as down; else those that are open stay. */
  readonly endsConnections?: boolean;
}

/** A proxy on a free port of loopback. */
export interface Haproxy extends AsyncDisposable {
  readonly port: number;
}

const checkMs = 200;

/** Opens HAProxy in front of servers on loopback, which it checks. */
export async function openHaproxy(options: HaproxyOptions): Promise<Haproxy> {
  const { haproxy, environment } = await findClusterPrograms();
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'gather-haproxy-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const checks = opened.use(await openChecks(options.backends));
  const port = await findFreePort();
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, writeConfiguration(options, port, checks.port));
  const log = join(folder, 'haproxy.log');
  const program = opened.use(await openProgram({ command: [haproxy, '-db', '-f', file], environment, log }));
  const isOpen = await waitUntil(() => canConnect(port), { intervalMs: 20, timeoutMs: 10_000 });
  if (!isOpen) throw new Error(`HAProxy did not start: ${await program.lastWords()}`);
  const kept = opened.move();
  return { port, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function writeConfiguration(
  { mode, backends, endsConnections = true }: HaproxyOptions,
  port: number,
  checkPort: number,
): string {
  const servers = backends.map(({ port: target, isUp, isBackup }, index) => {
    const check = isUp === undefined ? '' : `port ${checkPort} `;
    const ending = endsConnections && mode === 'tcp' ? ' on-marked-down shutdown-sessions' : '';
    return `  server s${index} 127.0.0.1:${target} check ${check}inter ${checkMs} fall 2 rise 2${ending}${isBackup ? ' backup' : ''}`;
  });
  return `${[
    'global',
    '  maxconn 4000',
    'defaults',
    `  mode ${mode}`,
    '  timeout connect 1s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  retries 3',
    '  option redispatch',
    'frontend all',
    `  bind 127.0.0.1:${port}`,
    '  default_backend servers',
    'backend servers',
    '  balance roundrobin',
    '  option httpchk',
    // The checks of all databases come to one place, which reads in a header whom each is about.
    mode === 'http' ? '  http-check send meth GET uri /health/ready' : '  http-check send-state',
    '  http-check expect status 200',
    ...servers,
  ].join('\n')}\n`;
}

/** Answers for the databases, since they speak no HTTP. */
async function openChecks(
  backends: readonly Backend[],
): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((request, response) => {
    // `x-haproxy-server-state: UP; name=servers/s0; …`
    const [, index = '-1'] =
      /name=servers\/s(\d+)/.exec(String(request.headers['x-haproxy-server-state'])) ?? [];
    const isUp = backends[Number(index)]?.isUp ?? (() => Promise.resolve(false));
    const answer = (status: number): void => void response.writeHead(status).end();
    isUp().then(
      (up) => answer(up ? 200 : 503),
      () => answer(503),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function canConnect(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
