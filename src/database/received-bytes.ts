import type { Socket } from 'node:net';
import type { Connection, Pool } from 'mariadb';
import { InternalError } from '../errors.ts';

/** What the driver's own connections have beside what its types tell. */
interface OwnConnection {
  readonly info: object;
  readonly getSocket: () => Socket;
}

/** Sockets by what the driver knows of their connections, which all of its wrappers of a connection share. */
const sockets = new WeakMap<object, Socket>();

/** Has the connections of a pool known by their sockets, so that what comes over them can be counted. */
export function noteSockets(pool: Pool): void {
  pool.on('acquire', (connection) => {
    const { info, getSocket } = connection as unknown as OwnConnection; // the event hands out the inner connection
    sockets.set(info, getSocket.call(connection));
  });
}

/**
 * Counts the bytes that a connection receives from now on, and calls `onExceed` when they are more than `maxBytes`. The
 * driver keeps all rows of a statement until its end, and its own door to them is a call for each value, which would make
 * a thousand rows cost twice as much. Gives what ends the counting.
 */
export function countReceived(connection: Connection, maxBytes: number, onExceed: () => void): () => void {
  if (maxBytes === Infinity) return ignore;
  const socket = connection.info ? sockets.get(connection.info) : undefined;
  if (socket === undefined)
    throw new InternalError('Expected the connection to be one whose socket is known.');
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    const before = bytes;
    bytes += chunk.length;
    if (before <= maxBytes && bytes > maxBytes) onExceed();
  };
  socket.on('data', count);
  return () => void socket.off('data', count);
}

function ignore(): void {}
