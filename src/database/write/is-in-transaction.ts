import type { Connection } from 'mariadb';

/** SERVER_STATUS_IN_TRANS of the protocol, which each answer carries. */
const inTransaction = 1;

/**
 * Tells whether the last answer came from within a transaction. A server that has ended one by itself (a conflict in a
 * cluster, a failover) may answer a plain read without an error: only this flag is missing then, and a write that followed
 * would be committed by itself.
 */
export function isInTransaction(connection: Connection): boolean {
  return ((connection.info?.status ?? 0) & inTransaction) !== 0;
}
