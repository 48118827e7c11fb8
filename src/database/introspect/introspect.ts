import { createConnection, SqlError } from 'mariadb';
import type { StoredTable } from '../../model/stored-table.ts';
import { readConnectionOptions } from '../connection/read-connection-options.ts';
import { readStoredTables } from './read-stored-tables.ts';

/** The time in which the database must answer each question about its tables. */
const socketTimeoutMs = 60_000;
const unknownDatabase = 1049;

/** Connects to a database once and reads its tables and views. One that does not exist has none. */
export async function introspect(
  url: string,
  { connectTimeoutMs }: { readonly connectTimeoutMs: number },
): Promise<readonly StoredTable[]> {
  const options = { connectTimeout: connectTimeoutMs, ...readConnectionOptions(url) };
  try {
    await using opened = new AsyncDisposableStack();
    const connection = await createConnection({ ...options, socketTimeout: socketTimeoutMs });
    opened.defer(() => connection.end());
    return await readStoredTables(connection);
  } catch (error) {
    if (error instanceof SqlError && error.errno === unknownDatabase) return [];
    throw error;
  }
}
