import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';

/** Reads the address of the client that sent a request. Returns undefined if its connection is gone. */
export type ReadClient = (request: IncomingMessage) => string | undefined;

/**
 * Builds the reader of client addresses. Behind a trusted proxy, the client is the last address in
 * `X-Forwarded-For` that is not a trusted proxy.
 */
export function buildReadClient(trustedProxies: readonly string[]): ReadClient {
  if (trustedProxies.length === 0) return ({ socket }) => plain(socket.remoteAddress);
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  return (request) => {
    const peer = request.socket.remoteAddress;
    if (peer === undefined) return undefined;
    const client = proxyAddress(request, isTrusted);
    return plain(isIP(client) === 0 ? peer : client);
  };
}

/** Returns the plain form of an IPv4 address, which a socket for both versions writes as IPv6. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '');
}
