import { createServer, type AddressInfo, type Server } from 'node:net';
import { hasCode } from '../std/has-code.ts';

/**
 * Connections that the kernel keeps until they are accepted, where it allows for so many. Node's default of 511 overflows
 * within a turn of a busy event loop, and a client that finds it full tries again after 1, 3, 7, 15 … seconds.
 */
const backlog = 16_384;

/**
 * Has a server listen.
 * @throws Error that names the address and what to do, when it cannot be listened on.
 */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(explain(error, host, port), { cause: error })));
    server.listen({ port, host, backlog }, () => resolve());
  });
}

/**
 * Gives the port on which several processes can listen: the one that is asked for, or a free one for 0. It is tried
 * here, once, so that none of them is started for one that is taken.
 * @throws Error as `listen` does.
 */
export async function findPort(host: string, port: number): Promise<number> {
  const server = createServer();
  await listen(server, host, port);
  const address = server.address() as AddressInfo; // a listening TCP server has one
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

/** `http://host:port`, as a person would type it. */
export function writeUrl(host: string, port: number): string {
  return `http://${showHost(host)}:${port}`;
}

function explain(error: Error, host: string, port: number): string {
  if (hasCode(error, 'EADDRINUSE')) {
    return `Port ${port} of ${host} is taken by another process: stop that one, or set PORT to a free port (0 takes any).`;
  }
  if (hasCode(error, 'EACCES')) {
    return `Port ${port} may not be listened on by this user: set PORT to one above 1023.`;
  }
  if (hasCode(error, 'EADDRNOTAVAIL') || hasCode(error, 'ENOTFOUND')) {
    return `HOST ${host} is no address of this machine: set HOST to one that is (127.0.0.1, or 0.0.0.0 for all).`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

function showHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
