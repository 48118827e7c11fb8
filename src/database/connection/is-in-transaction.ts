import type { Connection } from 'mariadb';

/** The flag SERVER_STATUS_IN_TRANS of the protocol, which each response carries. */
const inTransaction = 1;

/**
 * Checks if the last response came from within a transaction. A server may end one by itself, after a
 * conflict in a cluster or a failover. It may then answer a plain read without an error, and only this flag
 * is missing. A write after that would be committed by itself.
 */
export function isInTransaction(connection: Connection): boolean {
  return ((connection.info?.status ?? 0) & inTransaction) !== 0;
}
