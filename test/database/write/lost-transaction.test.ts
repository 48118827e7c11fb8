import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestLoaders, type TestLoaders } from '../../support/loaders.ts';

const opened = new AsyncDisposableStack();
const { signal } = new AbortController();
let database: TestDatabase;
let loaders: TestLoaders;

beforeAll(async () => {
  database = opened.use(await openTestDatabase('tables'));
  // One connection, so that what one statement leaves there is what the next one finds.
  loaders = opened.use(await openTestLoaders({ databaseUrl: database.url, poolSize: 1 }));
});

afterAll(() => opened.disposeAsync());

async function insertTeam(slug: string): Promise<void> {
  await database.connection.query('INSERT INTO Team (slug, name) VALUES (?, ?)', [slug, 'before']);
}

async function readName(slug: string): Promise<string | undefined> {
  const [row] = await database.connection.query<{ name: string }[]>('SELECT name FROM Team WHERE slug = ?', [
    slug,
  ]);
  return row?.name;
}

function rename(slug: string, name: string): { readonly text: string; readonly parameters: string[] } {
  return { text: 'UPDATE Team SET name = ? WHERE slug = ?', parameters: [name, slug] };
}

describe('Transaction that the database has ended without an error', () => {
  test.each(['ROLLBACK', 'COMMIT', 'CREATE TABLE gone_implicitly (id INT)'])(
    'fails with the answer that shows it, and writes nothing more: %s',
    async (ending) => {
      const slug = `ended-${ending}`;
      await insertTeam(slug);
      const results = await loaders.database.transact(signal, async (transaction) => [
        // The second is asked for before the first is answered.
        ...(await Promise.allSettled([
          transaction.query({ text: ending, parameters: [] }),
          transaction.query(rename(slug, 'asked at once')),
        ])),
        ...(await Promise.allSettled([transaction.query(rename(slug, 'asked later')), transaction.commit()])),
      ]);
      const lost = { name: 'ContentionError', message: 'The database has ended the transaction.' };
      expect(results).toMatchObject(results.map(() => ({ status: 'rejected', reason: lost })));
      expect(results).toHaveLength(4);
      expect(await readName(slug)).toBe('before');
    },
  );
});
