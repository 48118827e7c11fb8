import type { Connection } from 'mariadb';

/** What the driver itself closes a connection with that it cannot go on with; its types leave it out. */
interface FatalConnection {
  readonly info: { readonly fatalError: (reason: Error, isReported: boolean) => void };
}

/**
 * Closes a connection at once. The commands that wait for an answer fail with `reason`, and the pool opens another
 * connection instead. The driver's own `destroy` sends a KILL first, over a connection of its own; where the network drops
 * that, too, the command never ends.
 */
export function cutOff(connection: Connection, reason: Error): void {
  // not in the types; the version of the driver is pinned, and tests hold what this promises
  (connection as unknown as FatalConnection).info.fatalError(reason, true);
}
