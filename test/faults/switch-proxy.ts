import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { readConnectionOptions } from '../../src/database/connection/read-connection-options.ts';

/** What a proxy does with connections, those that are open and those that come. */
export type ProxyState =
  | 'pass'
  /** Open ones are closed, and others as soon as they are made, as by a proxy that has nobody behind it. */
  | 'refuse'
  /** Nothing passes any more and nothing is told, as in a network that drops packets. */
  | 'silent';

/** A proxy on loopback between a gateway and its database that can be switched. */
export interface SwitchProxy extends AsyncDisposable {
  /** The database's URL through the proxy. */
  readonly url: string;
  readonly set: (state: ProxyState) => void;
  /** Connections that have come so far. */
  readonly connections: () => number;
}

/** Opens a proxy on a free port, where all passes at first. */
export async function openSwitchProxy(databaseUrl: string): Promise<SwitchProxy> {
  const { socketPath, host, port } = readConnectionOptions(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: ProxyState = 'pass';
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    client.on('error', () => undefined);
    if (state === 'refuse') return void client.destroy();
    const upstream = socketPath === undefined ? connect(port ?? 3306, host) : connect(socketPath);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('error', () => undefined);
      // What comes while nothing passes is lost, and so is all that comes later on this connection.
      from.on('data', (chunk) => (state === 'silent' ? from.pause() : to.write(chunk)));
      from.on('close', () => {
        pairs.delete(pair);
        if (state !== 'silent') to.destroy();
      });
    }
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const url = new URL(databaseUrl);
  url.searchParams.delete('socket');
  url.host = `127.0.0.1:${address.port}`;
  const destroyAll = (): void => {
    for (const socket of [...pairs].flat()) socket.destroy();
  };
  return {
    url: url.href,
    set: (next) => {
      // What was silent has lost something, so it never goes on.
      if (next === 'refuse' || state === 'silent') destroyAll();
      state = next;
    },
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      state = 'refuse';
      const closed = once(server, 'close');
      server.close();
      destroyAll();
      await closed;
    },
  };
}
