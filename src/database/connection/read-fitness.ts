import type { Connection } from 'mariadb';

/** Returns true if the server is in the primary component of its cluster, or in no cluster. */
export async function isInPrimary(connection: Connection): Promise<boolean> {
  if (!(await isAny(connection, "SHOW GLOBAL VARIABLES LIKE 'wsrep_on'", 'ON'))) return true;
  return !(await isAny(connection, "SHOW GLOBAL STATUS LIKE 'wsrep_ready'", 'OFF'));
}

/** Returns true if the server takes writes, according to its settings. */
export async function takesWrites(connection: Connection): Promise<boolean> {
  const settings =
    "'read_only', 'super_read_only', 'innodb_read_only', 'transaction_read_only', 'tx_read_only'";
  return !(await isAny(connection, `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${settings})`, 'ON'));
}

async function isAny(connection: Connection, sql: string, value: string): Promise<boolean> {
  const rows: unknown[][] = await connection.query({ sql, rowsAsArray: true });
  return rows.some((row) => row[1] === value);
}
