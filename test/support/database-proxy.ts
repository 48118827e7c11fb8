import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';

/** What becomes of the next COMMIT that passes through. */
export type CommitFate =
  | 'pass'
  /** The database commits, and its answer is lost with the connection. */
  | 'lose answer'
  /** The connection breaks before the database hears of it. */
  | 'lose commit'
  /** The database commits, and its answer is held back until it is let go. */
  | 'hold answer';

/** A proxy on loopback between a gateway and its database. */
export interface DatabaseProxy extends AsyncDisposable {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** Decides about the next COMMIT alone. */
  readonly decideNextCommit: (fate: CommitFate) => void;
  /** Lets the answers go that are held back. */
  readonly letGo: () => void;
  /** Drops all packets silently, both ways, from the moment on when a client sends this text. */
  readonly silenceAt: (text: string) => void;
  /** Lets new connections through again; those that were open stay silent, as they do behind a router that was replaced. */
  readonly heal: () => void;
  /** Has answers pass through this, which may change them; undefined leaves them as they are. */
  readonly changeAnswers: (change: ((chunk: Buffer) => Buffer) | undefined) => void;
  /** COMMITs that have come so far. */
  readonly commits: () => number;
}

/** How long connections may take to end by themselves when the proxy is closed. */
const lingerMs = 5_000;

/** COM_QUERY and its text: what a session sends to commit. */
const commitPacket = Buffer.from('\u0003COMMIT');

/** Opens a proxy on a free port; everything else passes as it is. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { socketPath, host, port } = readConnectionOptions(databaseUrl);
  let fate: CommitFate = 'pass';
  let commits = 0;
  let trigger: string | undefined;
  let isSilent = false;
  let change: ((chunk: Buffer) => Buffer) | undefined;
  const silenced = new WeakSet<Socket>();
  const sockets = new Set<Socket>();
  const held = Promise.withResolvers<void>();
  const server = createServer((client) => {
    const upstream = socketPath === undefined ? connect(port ?? 3306, host) : connect(socketPath);
    let isLosing = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    if (isSilent) silenced.add(client);
    client.on('data', (chunk) => {
      if (trigger !== undefined && chunk.includes(trigger)) {
        trigger = undefined;
        isSilent = true;
        for (const socket of sockets) silenced.add(socket);
      }
      if (silenced.has(client)) return undefined;
      if (chunk.includes(commitPacket)) {
        commits += 1;
        const decided = fate;
        fate = 'pass';
        if (decided === 'lose commit') return client.destroy();
        isLosing = decided === 'lose answer';
        if (decided === 'hold answer') {
          upstream.pause();
          void held.promise.then(() => upstream.resume());
        }
      }
      return upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (silenced.has(client)) return undefined;
      return isLosing ? client.destroy() : client.write(change ? change(chunk) : chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const url = new URL(databaseUrl);
  url.searchParams.delete('socket');
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    decideNextCommit: (next) => (fate = next),
    letGo: () => held.resolve(),
    silenceAt: (text) => (trigger = text),
    changeAnswers: (next) => (change = next),
    heal: () => (isSilent = false),
    commits: () => commits,
    async [Symbol.asyncDispose]() {
      held.resolve();
      const closed = once(server, 'close');
      server.close();
      // The driver kills what ran on a connection that it gives up, and nobody catches it where that is cut off.
      await Promise.race([closed, delay(lingerMs, undefined, { ref: false })]);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
