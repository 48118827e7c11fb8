import { createServer, type AddressInfo, type Server } from 'node:net';
import { hasCode } from '../std/has-code.ts';

/**
 * The number of connections that the kernel queues, as far as it allows. Node's default of 511 overflows
 * within one turn of a busy event loop. A refused client tries again only after 1, 3, 7, 15 … seconds.
 */
const backlog = 16_384;

/**
 * Starts to listen.
 * @throws Error with the address and a suggestion, if it cannot listen.
 */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(explain(error, host, port), { cause: error })));
    server.listen({ port, host, backlog }, () => resolve());
  });
}

/**
 * Finds the port for several processes: the given one, or a free one for 0. Tries it once, so that no
 * process is started for a port in use.
 * @throws Error as `listen` does.
 */
export async function findPort(host: string, port: number): Promise<number> {
  const server = createServer();
  await listen(server, host, port);
  const address = server.address() as AddressInfo; // a listening TCP server has one
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

/** Writes `http://host:port` as a person would type it. */
export function writeUrl(host: string, port: number): string {
  return `http://${showHost(host)}:${port}`;
}

function explain(error: Error, host: string, port: number): string {
  if (hasCode(error, 'EADDRINUSE')) {
    return `Port ${port} of ${host} is in use by another process: stop that one, or set PORT to a free port (0 takes any).`;
  }
  if (hasCode(error, 'EACCES')) {
    return `Port ${port} is not allowed for this user: set PORT to one above 1023.`;
  }
  if (hasCode(error, 'EADDRNOTAVAIL') || hasCode(error, 'ENOTFOUND')) {
    return `HOST ${host} is not an address of this machine: set HOST to one that is (127.0.0.1, or 0.0.0.0 for all).`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

function showHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
