import type { Socket } from 'node:net';
import type { Connection } from 'mariadb';

/** The part of the driver's connections that its types leave out. */
interface TestedConnection {
  readonly __tests: { readonly getSocket: () => Socket | undefined };
}

/**
 * Counts the bytes that a connection receives from now on, and calls `onExceed` when they are more than `maxBytes`. The
 * driver keeps all rows of a statement until its end, and its own door to them is a call for each value, which would make
 * a thousand rows cost twice as much. Gives what ends the counting.
 */
export function countReceived(connection: Connection, maxBytes: number, onExceed: () => void): () => void {
  if (maxBytes === Infinity) return ignore;
  const socket = socketOf(connection);
  if (socket === undefined) return ignore; // it is closed: what is sent on it fails
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    const before = bytes;
    bytes += chunk.length;
    if (before <= maxBytes && bytes > maxBytes) onExceed();
  };
  socket.on('data', count);
  return () => void socket.off('data', count);
}

/** Returns the socket of a connection; undefined once the driver has closed it. */
function socketOf(connection: Connection): Socket | undefined {
  // The driver hands it out to its own tests; its version is pinned, and tests of ours hold it.
  return (connection as unknown as TestedConnection).__tests.getSocket();
}

function ignore(): void {}
