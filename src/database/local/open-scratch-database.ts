import { randomBytes } from 'node:crypto';
import { createConnection } from 'mariadb';
import { readConnectionOptions } from '../connection/read-connection-options.ts';

/** A database for one test. It is dropped when it is disposed. */
export interface ScratchDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Creates an empty database of a new name on the server of a URL. Its user needs the right to do so. */
export async function openScratchDatabase(serverUrl: string): Promise<ScratchDatabase> {
  const name = `gather_test_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name}`),
  };
}

async function execute(serverUrl: string, sql: string): Promise<void> {
  const { database: _, ...server } = readConnectionOptions(serverUrl);
  const connection = await createConnection(server);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
