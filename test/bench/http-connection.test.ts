import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { buildRequest, HttpConnection } from '../../bench/load/http-connection.ts';

test('HTTP connection puts an answer together from pieces, and the next one after it', async () => {
  await using peer = await openPeer();
  using connection = await HttpConnection.open(peer.port);
  const socket = await peer.accepted;

  const first = connection.exchange(buildRequest(peer.port, '{}'));
  await once(socket, 'data');
  for (const piece of [
    'HTTP/1.1 200 OK\r\nContent-',
    'Length: 5\r\n\r',
    '\n',
    'ab',
    'cdé'.slice(0, 1),
    'de',
  ]) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await first).toMatchObject({ status: 200, body: Buffer.from('abcde') });

  const second = connection.exchange(buildRequest(peer.port, '{}'));
  socket.write('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
  expect(await second).toMatchObject({ status: 503, body: Buffer.alloc(0) });
});

test('HTTP connection refuses an answer that does not tell its length', async () => {
  await using peer = await openPeer();
  using connection = await HttpConnection.open(peer.port);
  const answer = connection.exchange(buildRequest(peer.port, '{}'));
  (await peer.accepted).write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n');
  await expect(answer).rejects.toThrow('Expected an answer with a content-length');
});

test('HTTP connection fails the exchange when the server goes away', async () => {
  await using peer = await openPeer();
  using connection = await HttpConnection.open(peer.port);
  const answer = connection.exchange(buildRequest(peer.port, '{}'));
  (await peer.accepted).destroy();
  await expect(answer).rejects.toThrow(/closed the connection|ECONNRESET/);
  await expect(connection.exchange(buildRequest(peer.port, '{}'))).rejects.toThrow('closed the connection');
});

interface Peer extends AsyncDisposable {
  readonly port: number;
  readonly accepted: Promise<Socket>;
}

/** A server that answers what the test writes. */
async function openPeer(): Promise<Peer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection').then(([socket]: Socket[]) => socket as Socket);
  return {
    port: (server.address() as AddressInfo).port, // listens on TCP
    accepted,
    async [Symbol.asyncDispose]() {
      (await accepted).destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
