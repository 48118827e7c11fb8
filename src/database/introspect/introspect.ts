import { createConnection } from 'mariadb';
import type { StoredTable } from '../../model/stored-table.ts';
import { readConnectionOptions } from '../connection/read-connection-options.ts';
import { readStoredTables } from './read-stored-tables.ts';

/** Connects to a database once and reads its tables and views. */
export async function introspect(url: string): Promise<readonly StoredTable[]> {
  const connection = await createConnection(readConnectionOptions(url));
  try {
    return await readStoredTables(connection);
  } finally {
    await connection.end();
  }
}
