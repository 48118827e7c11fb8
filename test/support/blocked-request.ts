import { expect } from 'vitest';
import { waitUntil } from '../../src/std/wait-until.ts';
import type { TestDatabase } from './database.ts';

/**
 * Has a request wait in the database, because the test's own connection has locked its table (UNLOCK TABLES lets it go);
 * gives its answer, or `cut off`.
 */
export async function sendBlocked(
  { url }: { readonly url: string },
  { connection, name }: TestDatabase,
): Promise<{ outcome: Promise<unknown> }> {
  await connection.query('LOCK TABLES `User` WRITE');
  const outcome = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ users(first: 1) { nodes { id } } }' }),
  }).then(
    (response) => response.json() as Promise<unknown>,
    () => 'cut off',
  );
  const isWaiting = async (): Promise<boolean> => {
    const rows = await connection.query<unknown[]>(
      "SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND STATE LIKE 'Waiting for table%'",
      [name],
    );
    return rows.length > 0;
  };
  expect(await waitUntil(isWaiting, { intervalMs: 10, timeoutMs: 10_000 })).toBe(true);
  return { outcome };
}
