import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';

/** Tells the address of the client that has sent a request; undefined where its connection is gone. */
export type ReadClient = (request: IncomingMessage) => string | undefined;

/**
 * Builds what reads the address of a client. `X-Forwarded-For` is believed as far as those who have written it are trusted:
 * its last address that is not a trusted proxy's is the client's.
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

/** An IPv4 address as a socket of both kinds writes it. */
function plain(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.)/i, '');
}
