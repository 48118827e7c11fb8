import type { Connection } from 'mariadb';

/** The method with which the driver closes a broken connection. Its types omit it. */
interface FatalConnection {
  readonly info: { readonly fatalError: (reason: Error, isReported: boolean) => void };
}

/**
 * Closes a connection at once. Its waiting commands fail with `reason`, and the pool opens a new connection.
 * The driver's own `destroy` first sends a KILL over another connection. If the network drops that too, the
 * command never ends.
 */
export function cutOff(connection: Connection, reason: Error): void {
  // Not in the types. The driver's version is pinned, and tests check the behaviour.
  (connection as unknown as FatalConnection).info.fatalError(reason, true);
}
