import type { Socket } from 'node:net';
import type { Connection } from 'mariadb';

/** The part of the driver's connections that its types omit. */
interface TestedConnection {
  readonly __tests: { readonly getSocket: () => Socket | undefined };
}

/**
 * Counts the bytes that a connection receives from now on, and calls `onExceed` beyond `maxBytes`. Returns a
 * function that stops the counting. The driver keeps all rows of a statement until its end. Its streaming
 * calls back for each value, which would double the cost of a thousand rows.
 */
export function countReceived(connection: Connection, maxBytes: number, onExceed: () => void): () => void {
  if (maxBytes === Infinity) return ignore;
  const socket = socketOf(connection);
  if (socket === undefined) return ignore; // it is closed, so a statement sent on it fails
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    const before = bytes;
    bytes += chunk.length;
    if (before <= maxBytes && bytes > maxBytes) onExceed();
  };
  socket.on('data', count);
  return () => void socket.off('data', count);
}

/** Returns the socket of a connection, or undefined once the driver has closed it. */
function socketOf(connection: Connection): Socket | undefined {
  // The driver exposes it for its own tests. Its version is pinned, and tests of ours check it.
  return (connection as unknown as TestedConnection).__tests.getSocket();
}

function ignore(): void {}
